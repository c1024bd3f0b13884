package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and ending real Gerrits in ways that go wrong. */
class GerritServerIT {

  @Test
  void triesOtherPortsWhenAnotherProcessIsFaster() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Queue<Ports> ports =
          new ArrayDeque<>(
              List.of(new Ports(taken.getLocalPort(), Ports.free().ssh()), Ports.free()));
      int free = List.copyOf(ports).get(1).http();

      try (GerritServer server =
          GerritServer.start(home(), version(), "", line -> {}, ports::remove)) {
        assertThat(server.url().getPort()).isEqualTo(free);
        assertThat(server.admin().rest().get("/accounts/self").toString()).contains("admin");
      }
      assertThat(ports).isEmpty();
    }
  }

  @Test
  void anEndByItselfIsToldAndAWantedOneIsNot() throws Exception {
    GerritServer server = GerritServer.start(home(), version(), line -> {});
    try {
      server.process().destroyForcibly();

      assertThatThrownBy(server::await)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("the sandbox's Gerrit has ended by itself");
    } finally {
      server.close();
    }
    assertThatCode(server::await).doesNotThrowAnyException();
  }

  @Test
  void endsWithAParentThatIsKilled() throws Exception {
    Parent parent = Parent.start();

    parent.process.destroyForcibly();

    parent.assertThatGerritIsGone();
  }

  @Test
  void endsWithAParentThatIsInterrupted() throws Exception {
    Parent parent = Parent.start();

    parent.process.destroy();

    parent.assertThatGerritIsGone();
  }

  @Test
  void twoThatStartFromNothingShareOneTemplate(@TempDir Path cache) throws Exception {
    SandboxHome home = new SandboxHome(cache, home().maven());
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<GerritTemplate>> templates =
          threads.invokeAll(
              List.of(
                  () -> new GerritStore(home, version(), line -> {}).template(),
                  () -> new GerritStore(home, version(), line -> {}).template()));

      GerritTemplate template = templates.get(0).get();
      assertThat(templates.get(1).get()).isEqualTo(template);
      assertThat(template.folder().resolve("site/etc/gerrit.config")).isRegularFile();
      try (var left = Files.list(cache.resolve(version()))) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .hasSize(3)
            .doesNotContain("unfinished");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aVersionThatDoesNotExistIsTheEnvironmentsFault(@TempDir Path cache) throws Exception {
    SandboxHome home = new SandboxHome(cache, home().maven());

    assertThatThrownBy(() -> GerritServer.start(home, "0.0.1", line -> {}))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("could not fetch Gerrit 0.0.1")
        .hasMessageContaining("gerrit-plugin-api");
    assertThat(cache.resolve("0.0.1/unfinished")).doesNotExist();
  }

  private static SandboxHome home() throws EnvironmentException {
    return SandboxHome.discover(Map.of());
  }

  private static String version() {
    return System.getProperty("chartbot.gerrit.version", GerritServer.DEFAULT_VERSION);
  }

  /** Another JVM that has a Gerrit. */
  private record Parent(Process process, ProcessHandle gerrit, Path site) {

    static Parent start() throws Exception {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  ServeUntilKilled.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      long pid = Long.parseLong(lines.readLine());
      Path site = Path.of(lines.readLine());
      assertThat(site).isDirectory();
      return new Parent(process, ProcessHandle.of(pid).orElseThrow(), site);
    }

    void assertThatGerritIsGone() throws Exception {
      // However busy the machine is; that they end at all is what the job's own time is for.
      gerrit.onExit().get();
      process.waitFor();
      assertThat(gerrit.isAlive()).isFalse();
      assertThat(site).doesNotExist();
    }
  }
}
