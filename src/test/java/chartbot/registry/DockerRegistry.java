package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's docker-registry as a process of its own, on a free port of loopback. */
public final class DockerRegistry implements AutoCloseable {

  public static final String USERNAME = "bot";
  public static final String PASSWORD = "secret";

  /** The password above, as {@code htpasswd -B} writes it. */
  private static final String HTPASSWD =
      USERNAME + ":$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

  private static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
  private static final Pattern LISTENING = Pattern.compile("listening on ([0-9.]+:\\d+)(, tls)?");

  private final Process process;
  private final URI url;

  private DockerRegistry(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Whoever asks for it gets in. */
  public static DockerRegistry open(Path folder) throws Exception {
    return start(folder, "", "");
  }

  /** With the account above. */
  public static DockerRegistry withPassword(Path folder) throws Exception {
    Path users = Files.writeString(folder.resolve("htpasswd"), HTPASSWD);
    return start(folder, "", "auth:\n  htpasswd:\n    realm: test\n    path: " + users + "\n");
  }

  static DockerRegistry withTls(Path folder, Path certificate, Path key) throws Exception {
    return start(
        folder, "  tls:\n    certificate: " + certificate + "\n    key: " + key + "\n", "");
  }

  static DockerRegistry withTokens(Path folder, URI realm, Path certificate) throws Exception {
    return start(
        folder,
        "",
        "auth:\n  token:\n    realm: "
            + realm
            + "\n    service: test-registry\n    issuer: test-issuer\n    rootcertbundle: "
            + certificate
            + "\n");
  }

  private static DockerRegistry start(Path folder, String http, String auth) throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("registry.yml"),
            "version: 0.1\n"
                + "log:\n"
                + "  level: info\n"
                + "  formatter: text\n"
                + "  accesslog:\n"
                + "    disabled: true\n"
                + "storage:\n"
                + "  filesystem:\n"
                + "    rootdirectory: "
                + folder.resolve("storage")
                + "\n  delete:\n    enabled: true\nhttp:\n  addr: 127.0.0.1:0\n"
                + http
                + auth);
    Process process =
        new ProcessBuilder(PROGRAM.toString(), "serve", configuration.toString())
            .redirectErrorStream(true)
            .start();
    CompletableFuture<URI> address = CompletableFuture.supplyAsync(() -> address(process));
    try {
      return new DockerRegistry(process, address.get(60, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI address(Process process) {
    StringBuilder log = new StringBuilder();
    try {
      BufferedReader output = process.inputReader(UTF_8);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        log.append(line).append('\n');
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}));
          drain.setDaemon(true);
          drain.start();
          return URI.create(
              (listening.group(2) == null ? "http://" : "https://") + listening.group(1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("the registry did not start:\n" + log);
  }

  public URI url() {
    return url;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
