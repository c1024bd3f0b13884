package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A real Gerrit in a child process on loopback. It is gone with its data after {@link #close}, and
 * however this JVM ends.
 */
public final class GerritServer implements AutoCloseable {

  /** The version that runs on every Java that chartbot runs on. */
  public static final String DEFAULT_VERSION = "3.10.2";

  static final String ADMIN = "admin";
  static final String ADMIN_PASSWORD = "secret";
  private static final int ATTEMPTS = 5;
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final ChildProcess child;
  private final ProcessHandle process;
  private final Ports ports;

  private GerritServer(ChildProcess child, ProcessHandle process, Ports ports) {
    this.child = child;
    this.process = process;
    this.ports = ports;
  }

  /**
   * Starts a Gerrit and returns when it answers.
   *
   * @param version such as {@code 3.10.2}; from 3.12 on Java 21 or later must run chartbot
   * @param progress gets a line for each step that takes time
   */
  public static GerritServer start(SandboxHome home, String version, Consumer<String> progress)
      throws EnvironmentException {
    return start(home, version, "", progress);
  }

  /**
   * The same with settings of its own.
   *
   * @param settings sections of {@code gerrit.config}
   */
  public static GerritServer start(
      SandboxHome home, String version, String settings, Consumer<String> progress)
      throws EnvironmentException {
    return start(home, version, settings, progress, Ports::free);
  }

  static GerritServer start(
      SandboxHome home,
      String version,
      String settings,
      Consumer<String> progress,
      Supplier<Ports> ports)
      throws EnvironmentException {
    GerritTemplate template = new GerritStore(home, version, progress).template();
    progress.accept("starting Gerrit " + version);
    for (int attempt = 1; ; attempt++) {
      try {
        return start(template, settings, ports.get());
      } catch (PortTakenException e) {
        if (attempt == ATTEMPTS) {
          throw EnvironmentException.temporary(
              "Gerrit found no free port in " + ATTEMPTS + " attempts", "retry", e);
        }
      } catch (IOException e) {
        throw EnvironmentException.permanent(
            "Gerrit did not start: " + e.getMessage(),
            "check that " + System.getProperty("java.io.tmpdir") + " can be written",
            e);
      }
    }
  }

  private static GerritServer start(GerritTemplate template, String settings, Ports ports)
      throws IOException, EnvironmentException {
    ChildProcess child = ChildProcess.in(Files.createTempDirectory("chartbot-gerrit-"), STOP);
    boolean started = false;
    try {
      child.fill(site -> template.copyTo(site, settings, ports));
      Path log = child.folder().resolve("logs").resolve("console");
      Process process = child.start(template.server(child.folder()).redirectError(log.toFile()));
      awaitReady(process, child.folder());
      started = true;
      return new GerritServer(child, process.toHandle(), ports);
    } finally {
      if (!started) {
        child.close();
      }
    }
  }

  private static void awaitReady(Process process, Path site)
      throws IOException, EnvironmentException {
    CompletableFuture<Void> tooLate =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(START.toSeconds(), TimeUnit.SECONDS));
    BufferedReader fromChild =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    if (GerritProgram.READY.equals(fromChild.readLine())) {
      tooLate.cancel(false);
      return;
    }
    Path log = site.resolve("logs").resolve("error_log");
    String said = Logs.read(log) + Logs.read(site.resolve("logs").resolve("console"));
    if (said.contains("BindException") || said.contains("Cannot bind")) {
      throw new PortTakenException();
    }
    throw EnvironmentException.temporary(
        "Gerrit did not start:\n" + lastWords(site),
        "retry; if it stays, report it with these lines",
        null);
  }

  /** The web address, for REST and for Git. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + ports.http() + "/");
  }

  /** The address of Git over SSH, without a user. */
  public URI sshUrl() {
    return URI.create("ssh://127.0.0.1:" + ports.ssh() + "/");
  }

  /** What administers this Gerrit. */
  public GerritAdmin admin() {
    return new GerritAdmin(rest(ADMIN, ADMIN_PASSWORD));
  }

  /** Its REST interface as seen by one user. */
  public GerritRest rest(String user, String password) {
    return new GerritRest(url(), user, password);
  }

  /** The folder that holds all its data; gone after {@link #close}. */
  public Path site() {
    return child.folder();
  }

  /** The process; ended after {@link #close}. */
  public ProcessHandle process() {
    return process;
  }

  /**
   * Waits until this is closed, be it by Ctrl-C.
   *
   * @throws EnvironmentException when Gerrit ends before, with its last words
   */
  public void await() throws EnvironmentException {
    process.onExit().join();
    String words = child.isClosed() ? "" : lastWords(site());
    if (!child.isClosed()) { // else what it wrote went with it
      throw EnvironmentException.temporary(
          "the sandbox's Gerrit has ended by itself:\n" + words,
          "retry; if it stays, report it with these lines",
          null);
    }
  }

  private static String lastWords(Path site) {
    try {
      return Logs.tail(site.resolve("logs").resolve("error_log"))
          + Logs.tail(site.resolve("logs").resolve("console"));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  @Override
  public void close() {
    child.close();
  }

  /** Somebody was faster: other ports may do. */
  private static final class PortTakenException extends IOException {

    private static final long serialVersionUID = 1L;

    PortTakenException() {
      super("another process has taken the port");
    }
  }
}
