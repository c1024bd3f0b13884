package chartbot;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server over TLS whose certificate nobody has signed. */
class UntrustedServerTest {

  private static final String STORE_PASSWORD = "changeit";

  @TempDir private Path folder;
  private WireMockServer server = new WireMockServer();

  @BeforeEach
  void serveWithAnOwnCertificate() throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                jdk("keytool"),
                "-genkeypair",
                "-alias",
                "gerrit",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=gerrit.example.com",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    server =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystorePassword(STORE_PASSWORD)
                .keyManagerPassword(STORE_PASSWORD));
    server.start();
    server.stubFor(
        WireMock.any(anyUrl())
            .willReturn(
                aResponse().withHeader("Content-Type", "application/json").withBody(")]}'\n[]")));
    server.stubFor(
        WireMock.any(urlPathMatching(".*/branches/master"))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "application/json")
                    .withBody(")]}'\n{\"revision\":\"" + "a".repeat(40) + "\"}")));
    Files.writeString(
        folder.resolve("chartbot.yaml"),
        """
        gerrit: {url: "https://localhost:%d/"}
        targets: [{name: one, project: charts/one}]
        """
            .formatted(server.httpsPort()));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "update, eric-enm-models-custom-service:1.2.3-4", // Git is the first to connect
    "status, -v", // REST is
    "refresh, -v",
    "doctor, -v"
  })
  void isExitCode5AndSaysHowToTrustIt(String command, String argument) {
    CommandLineRun run = CommandLineRun.of(environment(), command, config(), argument);

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out() + run.err())
        .contains("no trusted connection to https://localhost:" + server.httpsPort())
        .contains("import the server's certificate into Java's trust store")
        .contains("-Djavax.net.ssl.trustStore in JAVA_TOOL_OPTIONS")
        .doesNotContain("s3cret");
    assertThat(server.getAllServeEvents()).isEmpty();
  }

  @Test
  void isTalkedToOnceItsCertificateIsInTheTrustStoreThatTheMessageSpeaksOf() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                jdk("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "chartbot.Main",
                "status",
                config())
            .redirectErrorStream(true);
    builder.environment().putAll(environment());
    builder
        .environment()
        .put(
            "JAVA_TOOL_OPTIONS",
            "-Djavax.net.ssl.trustStore="
                + folder.resolve("server.p12")
                + " -Djavax.net.ssl.trustStorePassword="
                + STORE_PASSWORD);

    Process status = builder.start();
    String said = new String(status.getInputStream().readAllBytes(), UTF_8);

    assertThat(status.waitFor()).as(said).isZero();
    assertThat(said).contains("no open changes");
  }

  private String config() {
    return "--config=" + folder.resolve("chartbot.yaml");
  }

  private Map<String, String> environment() {
    return Map.of(
        "GERRIT_USERNAME",
        "bot",
        "GERRIT_PASSWORD",
        "s3cret",
        "HOME",
        folder.toString(),
        "CHARTBOT_CACHE_DIR",
        folder.resolve("cache").toString());
  }

  private static String jdk(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }
}
