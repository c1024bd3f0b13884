package chartbot.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.scripts.Script.Ended;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvnw} where the pinned Maven can be downloaded and where it cannot. */
class MavenWrapperTest {

  private static final String BINARIES = "/maven-3/3.9.99/binaries/apache-maven-3.9.99-bin.zip";

  @TempDir Path folder;
  private Path wrapper;
  private Map<String, String> environment;

  @BeforeEach
  void copyWrapper() throws Exception {
    wrapper = Script.copy("mvnw", folder.resolve("checkout/mvnw"));
    environment =
        new TreeMap<>(
            Map.of(
                "HOME",
                folder.resolve("home").toString(),
                "PATH",
                folder.resolve("tools") + ":/usr/bin:/bin",
                "JAVA_HOME",
                System.getProperty("java.home")));
  }

  @Test
  void usesAnInstalledMavenWhenTheHostCannotBeReached() throws Exception {
    installMaven("3.8.7");
    pin("http://127.0.0.1:" + closedPort() + BINARIES, "0");

    Ended ended = Script.run(folder, environment, wrapper, "-B", "a b");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).isEqualTo("installed <-B><a b>");
    assertThat(ended.err().lines())
        .singleElement()
        .asString()
        .contains("apache-maven-3.9.99-bin.zip cannot be downloaded", "using Maven 3.8.7");
  }

  @Test
  void anInstalledMavenThatIsTooOldWillNotDo() throws Exception {
    installMaven("3.6.2");
    pin("http://127.0.0.1:" + closedPort() + BINARIES, "0");

    Ended ended = Script.run(folder, environment, wrapper, "-B");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("no Maven 3.6.3 or later on the PATH");
  }

  @Test
  void downloadsThePinnedMavenOnceAndPrefersIt() throws Exception {
    installMaven("3.8.7");
    byte[] zip = distribution();
    try (Site site = Site.serving(BINARIES, zip)) {
      pin(site.url() + BINARIES, sha256(zip));

      Ended first = Script.run(folder, environment, wrapper, "x");
      Ended second = Script.run(folder, environment, wrapper, "y");

      assertThat(first.err() + second.err()).isEmpty();
      assertThat(first.out()).isEqualTo("pinned <x>");
      assertThat(second.out()).isEqualTo("pinned <y>");
      assertThat(site.requests()).containsExactly(BINARIES);
    }
  }

  @Test
  void refusesADownloadWithAnotherChecksum() throws Exception {
    installMaven("3.8.7");
    try (Site site = Site.serving(BINARIES, distribution())) {
      pin(site.url() + BINARIES, sha256("something else".getBytes(UTF_8)));

      Ended ended = Script.run(folder, environment, wrapper, "x");

      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err()).contains("Failed to validate Maven distribution SHA-256");
    }
  }

  @Test
  void takesTheRepositoryThatTheUserNames() throws Exception {
    byte[] zip = distribution();
    String inRepository =
        "/mirror/org/apache/maven/apache-maven/3.9.99/apache-maven-3.9.99-bin.zip";
    try (Site site = Site.serving(inRepository, zip)) {
      pin("http://127.0.0.1:" + closedPort() + BINARIES, sha256(zip));
      environment.put("MVNW_REPOURL", site.url() + "/mirror");

      Ended ended = Script.run(folder, environment, wrapper, "x");

      assertThat(ended.err()).isEmpty();
      assertThat(ended.out()).isEqualTo("pinned <x>");
      assertThat(site.requests()).containsExactly(inRepository);
    }
  }

  private void installMaven(String version) throws Exception {
    Script.write(
        folder.resolve("tools/mvn"),
        """
        #!/bin/sh
        if [ "$1" = --version ]; then echo "Apache Maven %s (abc)"; exit; fi
        printf 'installed '; for a; do printf '<%%s>' "$a"; done
        """
            .formatted(version));
  }

  private static byte[] distribution() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("apache-maven-3.9.99/bin/mvn"));
      zip.write(
          "#!/bin/sh\nprintf 'pinned '; for a; do printf '<%s>' \"$a\"; done\n".getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private void pin(String url, String sha256) throws Exception {
    Path properties = folder.resolve("checkout/.mvn/wrapper/maven-wrapper.properties");
    Files.createDirectories(properties.getParent());
    Files.writeString(
        properties, "distributionUrl=" + url + "\ndistributionSha256Sum=" + sha256 + "\n");
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A download site with one file, which remembers what it was asked for. */
  private record Site(HttpServer server, ConcurrentLinkedQueue<String> requests)
      implements AutoCloseable {

    static Site serving(String path, byte[] content) throws Exception {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
      server.createContext(
          "/",
          exchange -> {
            requests.add(exchange.getRequestURI().getPath());
            boolean found = exchange.getRequestURI().getPath().equals(path);
            exchange.sendResponseHeaders(found ? 200 : 404, found ? content.length : -1);
            if (found) {
              exchange.getResponseBody().write(content);
            }
            exchange.close();
          });
      server.start();
      return new Site(server, requests);
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
