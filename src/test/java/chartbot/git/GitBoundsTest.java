package chartbot.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.lifecycle.TestTarget;
import chartbot.update.Progress;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.util.IO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that send without end, over HTTP and SSH. */
class GitBoundsTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String FLUSH = "0000";
  private static final String COMMIT = "1".repeat(40);
  private static final String CAPABILITIES =
      line("version 2\n") + line("ls-refs\n") + line("fetch=shallow\n") + FLUSH;

  /** Stands for another number each time that it is sent. */
  private static final String NUMBER = "NNNNNNNNN";

  /** A pack of a million empty files. */
  private static final String PACK = "PACK\0\0\0\2\0\17\102\100";

  private static final String EMPTY_FILE = "\60\170\234\3\0\0\0\0\1";

  @TempDir private Path home;
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private AutoCloseable server = () -> {};

  /** What a server sends: something once, then something for ever. */
  private record Flood(String once, String forEver, boolean slowly) {}

  /** Answers to the beginning of a conversation, to a question for refs, and to one for objects. */
  private record Answers(Flood begin, Flood refs, Flood objects) {

    static final Flood NOTHING = new Flood("", "", false);

    static Answers of(String where, boolean slowly) {
      Flood begin = new Flood(CAPABILITIES, "", false);
      Flood refs = new Flood(line(COMMIT + " refs/heads/master\n") + FLUSH, "", false);
      String name = line(COMMIT + " refs/heads/" + NUMBER + "\n");
      return switch (where) {
        case "advertisement" ->
            new Answers(
                new Flood(line(COMMIT + " refs/heads/a\0side-band-64k\n"), name, slowly),
                NOTHING,
                NOTHING);
        case "refs" -> new Answers(begin, new Flood("", name, slowly), NOTHING);
        case "pack" ->
            new Answers(
                begin,
                refs,
                new Flood(line("packfile\n") + line("\1" + PACK), line("\1" + EMPTY_FILE), slowly));
        case "messages" ->
            new Answers(
                begin, refs, new Flood(line("packfile\n"), line("\2" + "still here\n"), slowly));
        default -> throw new IllegalArgumentException(where);
      };
    }
  }

  @AfterEach
  void stop() throws Exception {
    over.countDown();
    server.close();
    threads.shutdownNow();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "http, advertisement",
    "http, refs",
    "http, pack",
    "http, messages",
    "ssh, advertisement",
    "ssh, refs",
    "ssh, pack",
    "ssh, messages"
  })
  void anAnswerWithoutEndIsCutByItsSize(String transport, String where) throws Exception {
    boolean objects = where.equals("pack") || where.equals("messages");
    GitLimits limits =
        new GitLimits(LONG, objects ? 1 << 10 : 64 << 10, objects ? 64 << 10 : 1L << 40);

    assertFetchFails(transport, Answers.of(where, false), limits, "is too large");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"http, advertisement", "http, refs", "http, pack", "ssh, refs", "ssh, pack"})
  void anAnswerThatTricklesIsCutByTheDeadline(String transport, String where) throws Exception {
    GitLimits limits = new GitLimits(Duration.ofMillis(500), 1L << 40, 1L << 40);

    assertFetchFails(transport, Answers.of(where, true), limits, "did not answer in time");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://gerrit.example.com:8443/a/p",
        "http://gerrit.example.com/a/p",
        "https://gerrit.example.org/a/p",
        "https://gerrit.example.com.evil.org/a/p",
        "https://gerrit.example.com@evil.org/a/p"
      })
  void noOtherOriginIsConnectedTo(String url) {
    GitHttp http = http();

    assertThatThrownBy(() -> http.create(new URL(url)))
        .hasMessageContaining("refused to connect to " + url)
        .hasMessageContaining("https://gerrit.example.com/");
  }

  @Test
  void theOriginIsConnectedToHoweverItIsWritten() throws Exception {
    assertThat(http().create(new URL("https://GERRIT.example.com:443/a/p"))).isNotNull();
  }

  private static GitHttp http() {
    return new GitHttp(
        URI.create("https://gerrit.example.com/"),
        Optional.of(new LoginGate()),
        GitLimits.defaults());
  }

  private void assertFetchFails(String transport, Answers answers, GitLimits limits, String message)
      throws Exception {
    String url = transport.equals("http") ? serveHttp(answers) : serveSsh(answers);
    try (GitChartRepository git =
        new GitChartRepository(
            new GitServer(url, Optional.of("bot"), Optional.of("s3cret-password")),
            new LoginGate(),
            limits,
            home,
            GitCache.none(),
            Clock.systemUTC(),
            Progress.silent())) {
      assertThatThrownBy(() -> git.fetchTip(TestTarget.of("charts", "master")))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining(message)
          .hasMessageNotContaining("s3cret-password");
    }
  }

  private String serveHttp(Answers answers) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", exchange -> answer(exchange, answers));
    http.setExecutor(threads);
    http.start();
    server = () -> http.stop(0);
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange, Answers answers) throws IOException {
    try (exchange) {
      boolean begin = exchange.getRequestMethod().equals("GET");
      boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream body = exchange.getRequestBody();
      String request =
          new String((packed ? new GZIPInputStream(body) : body).readAllBytes(), ISO_8859_1);
      String form = begin ? "advertisement" : "result";
      exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-" + form);
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      if (begin) {
        send(line("# service=git-upload-pack\n") + FLUSH, out);
        send(answers.begin(), out);
      } else {
        send(request.contains("ls-refs") ? answers.refs() : answers.objects(), out);
      }
    }
  }

  private String serveSsh(Answers answers) throws Exception {
    KeyPair key = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
    SshServer ssh = SshServer.setUpDefaultServer();
    ssh.setHost("127.0.0.1");
    ssh.setKeyPairProvider(KeyPairProvider.wrap(key));
    ssh.setPublickeyAuthenticator((user, offered, session) -> true);
    ssh.setCommandFactory((channel, command) -> new Command(command, answers));
    ssh.start();
    server = () -> ssh.stop(true);
    Path files = Files.createDirectory(home.resolve(".ssh"));
    Files.writeString(
        files.resolve("known_hosts"),
        "[127.0.0.1]:" + ssh.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n");
    try (OutputStream out = Files.newOutputStream(files.resolve("id_ecdsa"))) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, out);
    }
    return "ssh://bot@127.0.0.1:" + ssh.getPort();
  }

  private final class Command extends AbstractCommandSupport {

    private final Answers answers;

    Command(String command, Answers answers) {
      super(command, null);
      this.answers = answers;
    }

    @Override
    public void run() {
      try {
        send(answers.begin(), getOutputStream());
        for (Flood answer : new Flood[] {answers.refs(), answers.objects()}) {
          readRequest(getInputStream());
          send(answer, getOutputStream());
        }
      } catch (IOException gone) {
        onExit(1);
      }
    }
  }

  /** Up to the packet that ends it. */
  private static void readRequest(InputStream in) throws IOException {
    byte[] length = new byte[4];
    for (int bytes = -1; bytes != 0; ) {
      IO.readFully(in, length, 0, 4);
      bytes = Integer.parseInt(new String(length, ISO_8859_1), 16);
      in.skipNBytes(Math.max(0, bytes - 4));
    }
  }

  private void send(Flood flood, OutputStream out) throws IOException {
    send(flood.once(), out);
    int number = 0;
    try {
      while (!flood.forEver().isEmpty()
          && !over.await(flood.slowly() ? 10 : 0, TimeUnit.MILLISECONDS)) {
        send(flood.forEver().replace(NUMBER, "%09d".formatted(number++)), out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  private static String line(String text) {
    return "%04x".formatted(text.length() + 4) + text;
  }
}
