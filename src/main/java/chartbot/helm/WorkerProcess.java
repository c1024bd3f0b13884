package chartbot.helm;

import chartbot.helm.WorkerResponse.Kind;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** One running worker, as its parent sees it. */
final class WorkerProcess {

  private static final int MOST_MESSAGE = 64 << 10;
  private static final Duration MOST_START = Duration.ofMinutes(2);

  /** What is pressed in a terminal is the parent's business; a crash leaves no core file. */
  private static final String CONTAINED =
      "trap '' HUP INT; ulimit -c 0; ulimit -d \"$1\"; shift; exec \"$@\"";

  /** Little memory, a quick start, and nothing of its own on standard output. */
  private static final List<String> JVM =
      List.of(
          "-Xmx160m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xshare:auto",
          "-XX:+DisplayVMOutputToStderr",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Djna.platform.library.path=");

  private final WorkerFolder folder;
  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream answers;
  private final CompletableFuture<String> messages;
  private int renderings;

  private WorkerProcess(WorkerFolder folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    this.messages = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> messages.complete(Worker.firstBytes(process.getErrorStream(), MOST_MESSAGE)),
            "helm-messages");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one, without waiting for it. */
  static WorkerProcess start(WorkerSettings settings, Path temporary) throws IOException {
    WorkerFolder folder = WorkerFolder.create(temporary);
    try {
      ProcessBuilder builder = new ProcessBuilder(command(folder, settings));
      builder.directory(folder.work().toFile());
      Map<String, String> environment = builder.environment();
      environment.clear();
      environment.put("PATH", settings.searchPath());
      environment.put("LC_ALL", "C.UTF-8");
      environment.put("HOME", folder.home().toString());
      environment.put("TMPDIR", folder.temporary().toString());
      return new WorkerProcess(folder, builder.start());
    } catch (IOException e) {
      folder.delete();
      throw e;
    }
  }

  private static List<String> command(WorkerFolder folder, WorkerSettings settings) {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", CONTAINED, "sh"));
    words.add(String.valueOf(settings.memory() >> 10));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JVM);
    if (Runtime.version().feature() >= 24) {
      words.add("--enable-native-access=ALL-UNNAMED");
    }
    words.add("-Djava.io.tmpdir=" + folder.temporary());
    words.add("-cp");
    words.add(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)));
    words.add(Worker.class.getName());
    words.addAll(Worker.arguments(folder.path(), settings));
    return words;
  }

  WorkerFolder folder() {
    return folder;
  }

  /** A new folder's name for the next rendering. */
  String nextRendering() {
    return "rendering-" + ++renderings;
  }

  /** What it says once it has started. */
  WorkerResponse started() {
    return within(MOST_START, () -> WorkerResponse.read(answers));
  }

  /** Renders; the answer is {@link Kind#CRASHED} when the worker ended or was killed. */
  WorkerResponse render(WorkerRequest request, Duration timeout) {
    return within(
        timeout,
        () -> {
          request.write(requests);
          return WorkerResponse.read(answers);
        });
  }

  private interface Exchange {
    WorkerResponse run() throws IOException;
  }

  private WorkerResponse within(Duration timeout, Exchange exchange) {
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> alarm =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              kill();
            },
            CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
    try {
      return exchange.run();
    } catch (IOException ended) {
      kill();
      return late.get()
          ? new WorkerResponse(Kind.TOO_LATE, "")
          : new WorkerResponse(Kind.CRASHED, crash());
    } finally {
      alarm.cancel(false);
    }
  }

  /** What it has printed; else how it has ended. */
  private String crash() {
    String printed = messages.join();
    return printed.isBlank() ? "exit code " + process.onExit().join().exitValue() : printed;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it, whatever it does, with all that it has started, and deletes its folder. */
  void kill() {
    try {
      process.getOutputStream().close(); // at that it ends all that it has started, and itself
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        Worker.endAll(process.toHandle());
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    folder.delete();
  }
}
