package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the worker can reach, and that it ends with its parent. */
class WorkerProcessTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP", "KILL"})
  void whateverEndsTheParentEndsTheWorkerAndLeavesNothing(String signal) throws Exception {
    endsWithItsParent(signal, RenderingProcess.start(Map.of(), chart(HostileChartsTest.ENDLESS)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "KILL"})
  void theCommandAndWhatItStartedEndsTheSameWay(String signal) throws Exception {
    Path command = folder.resolve("helm");
    Files.writeString(
        command, "#!/bin/sh\n[ $1 = template ] || { echo v3.17.0; exit; }\nsleep 1000\nexit 1\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));

    endsWithItsParent(signal, RenderingProcess.start(Map.of(), chart(""), command.toString()));
  }

  private static void endsWithItsParent(String signal, Process parent) throws Exception {
    try (BufferedReader output = parent.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("rendering");
      while (folders(parent, "rendering-").isEmpty()) {
        Thread.onSpinWait();
      }
      List<ProcessHandle> started = parent.descendants().toList();
      assertThat(started).isNotEmpty();

      new ProcessBuilder("kill", "-" + signal, Long.toString(parent.pid())).start().waitFor();

      assertThat(parent.waitFor(30, TimeUnit.SECONDS)).isTrue();
      for (ProcessHandle worker : started) {
        worker.onExit().get(30, TimeUnit.SECONDS);
      }
      assertThat(output.lines()).isEmpty();
      assertThat(folders(parent, "")).isEmpty();
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void lookupConnectsToNoClusterOfTheParentsEnvironment() throws Exception {
    try (ServerSocket cluster = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(cluster.getLocalPort());
      Path configuration =
          Files.writeString(
              folder.resolve("config"),
              """
              apiVersion: v1
              kind: Config
              clusters: [{name: c, cluster: {server: "http://127.0.0.1:%s"}}]
              contexts: [{name: c, context: {cluster: c}}]
              current-context: c
              """
                  .formatted(port));
      Process run =
          RenderingProcess.start(
              Map.of(
                  "KUBECONFIG",
                  configuration.toString(),
                  "HELM_KUBEAPISERVER",
                  "http://127.0.0.1:" + port,
                  "HTTP_PROXY",
                  "http://127.0.0.1:" + port,
                  "KUBERNETES_SERVICE_HOST",
                  "127.0.0.1",
                  "KUBERNETES_SERVICE_PORT",
                  port),
              "src/test/resources/charts/lookup");
      String output = new String(run.getInputStream().readAllBytes(), UTF_8);

      assertThat(output)
          .contains("secret: \"{}\"", "list: \"{}\"", "other: \"{}\"", "node: \"{}\"")
          .contains("host: \"\"");
      cluster.setSoTimeout(1);
      assertThatThrownBy(cluster::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void itsEnvironmentAndWorkingFolderAreItsOwn() throws Exception {
    Process parent =
        RenderingProcess.start(
            Map.of("GERRIT_PASSWORD", "secret"), chart(HostileChartsTest.ENDLESS));
    try (BufferedReader output = parent.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("rendering");
      ProcessHandle worker = parent.children().findFirst().orElseThrow();
      Path process = Path.of("/proc", String.valueOf(worker.pid()));
      Path own = folders(parent, "work").get(0).resolve("..").normalize();

      // What the shell adds is its own.
      assertThat(Files.readString(process.resolve("environ")).split("\0"))
          .contains("PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8")
          .contains("HOME=" + own.resolve("home"), "TMPDIR=" + own.resolve("tmp"))
          .allMatch(each -> each.matches("(?s)(PATH|LC_ALL|HOME|TMPDIR|PWD|OLDPWD|SHLVL|_)=.*"));
      assertThat(process.resolve("cwd").toRealPath()).isEqualTo(own.resolve("work"));
      assertThat(own.resolve("work")).isEmptyDirectory();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
          .isEqualTo("rwx------");
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @Test
  void foldersOfKilledProcessesAreCleanedAndOthersLeft() throws Exception {
    Path abandoned = worker("chartbot-helm-1-a");
    Path used = worker("chartbot-helm-1-b");
    Path starting = Files.createDirectory(folder.resolve("chartbot-helm-1-c"));
    Path target = Files.createDirectory(folder.resolve("other"));
    Files.createFile(target.resolve("file"));
    Files.createSymbolicLink(folder.resolve("chartbot-helm-1-link"), target);
    Files.createSymbolicLink(abandoned.resolve("link"), target);
    WorkerFolder ours = WorkerFolder.create(folder);
    Process holder = lock(used.resolve("lock"));
    try {
      ours.deleteAbandoned();

      assertThat(abandoned).doesNotExist();
      assertThat(List.of(used, starting, ours.path()))
          .allSatisfy(each -> assertThat(each).exists());
      assertThat(target.resolve("file")).exists();
    } finally {
      holder.destroyForcibly();
    }
    ours.delete();
    assertThat(ours.path()).doesNotExist();
  }

  private Path worker(String name) throws IOException {
    Path worker = Files.createDirectory(folder.resolve(name));
    Files.createFile(worker.resolve("lock"));
    return worker;
  }

  /** A lock of this process would not be seen by it. */
  private static Process lock(Path file) throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                file.toString())
            .start();
    assertThat(holder.getInputStream().read()).isEqualTo('+');
    return holder;
  }

  /** Holds a lock until it is killed. */
  static final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws Exception {
      try (FileChannel file = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
          FileLock lock = file.lock()) {
        new FileOutputStream(FileDescriptor.out).write(lock.isValid() ? '+' : '-');
        new FileInputStream(FileDescriptor.in).read();
      }
    }
  }

  private String chart(String template) throws IOException {
    Path chart = Files.createDirectories(folder.resolve("chart"));
    Files.createDirectories(chart.resolve("templates"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: a\nversion: 1.0.0\n");
    Files.writeString(chart.resolve("templates/it.yaml"), template);
    return chart.toString();
  }

  /** What lies in the folders of a process's workers and begins so. */
  private static List<Path> folders(Process process, String prefix) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    String start = "chartbot-helm-" + process.pid() + "-";
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(folder -> folder.getFileName().toString().startsWith(start))
          .flatMap(folder -> Arrays.stream(folder.toFile().listFiles()))
          .map(File::toPath)
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .toList();
    }
  }
}
