package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A throw-away registry on a free port of loopback: Debian's docker-registry, as it is packaged.
 */
public final class SandboxRegistry implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
  private static final Pattern LISTENING =
      Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)(, tls)?");
  private static final String CONFIGURATION =
      """
      version: 0.1
      log: {level: info, formatter: text, accesslog: {disabled: true}}
      storage: {filesystem: {rootdirectory: '%s'}, delete: {enabled: true}}
      http: {addr: '127.0.0.1:0'}
      """;

  private final ChildProcess child;
  private final URI url;

  private SandboxRegistry(ChildProcess child, URI url) {
    this.child = child;
    this.url = url;
  }

  /** Empty where docker-registry is not installed. */
  public static Optional<SandboxRegistry> startIfInstalled() throws EnvironmentException {
    return Files.isExecutable(PROGRAM) ? Optional.of(start(Map.of())) : Optional.empty();
  }

  /**
   * Starts a registry that has to be installed.
   *
   * @param settings what differs from an open registry, as docker-registry takes it from its
   *     environment, e.g. {@code REGISTRY_HTTP_TLS_KEY}
   */
  public static SandboxRegistry start(Map<String, String> settings) throws EnvironmentException {
    try {
      Path folder = Files.createTempDirectory("chartbot-registry-");
      ChildProcess child = ChildProcess.in(folder, Duration.ZERO); // it ends by no word
      boolean ready = false;
      try {
        Path configuration =
            Files.writeString(
                folder.resolve("registry.yml"), CONFIGURATION.formatted(folder.resolve("storage")));
        ProcessBuilder command =
            new ProcessBuilder(PROGRAM.toString(), "serve", configuration.toString())
                .redirectErrorStream(true);
        command.environment().putAll(settings);
        SandboxRegistry registry = new SandboxRegistry(child, address(child.start(command)));
        ready = true;
        return registry;
      } finally {
        if (!ready) {
          child.close();
        }
      }
    } catch (IOException e) {
      throw EnvironmentException.permanent(
          "docker-registry does not start: " + e.getMessage(), null, e);
    }
  }

  private static URI address(Process process) throws IOException {
    BufferedReader output = process.inputReader(UTF_8);
    String last = "it printed nothing";
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher listening = LISTENING.matcher(line);
      if (listening.find()) {
        Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}), "registry-output");
        drain.setDaemon(true);
        drain.setUncaughtExceptionHandler((thread, closed) -> {}); // it ends with the process
        drain.start();
        return URI.create(
            (listening.group(2) == null ? "http://" : "https://") + listening.group(1));
      }
      last = line;
    }
    throw new IOException(last);
  }

  public URI url() {
    return url;
  }

  @Override
  public void close() {
    child.close();
  }
}
