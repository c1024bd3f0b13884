package chartbot.git;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.ChartFiles;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.lifecycle.TestTarget;
import chartbot.target.Target;
import chartbot.update.RecordingProgress;
import chartbot.update.Snapshot;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server and what stands before it can answer to Git besides Git. */
@WireMockTest
class GitOverHttpTest {

  private static final Target TARGET = TestTarget.of("charts/infra", "master");

  @TempDir private Path home;
  private final RecordingProgress progress = new RecordingProgress();
  private GitChartRepository git;

  @BeforeEach
  void connect(WireMockRuntimeInfo wireMock) {
    git =
        new GitChartRepository(
            new GitServer(
                wireMock.getHttpBaseUrl(), Optional.of("bot"), Optional.of("s3cret-password")),
            new LoginGate(),
            home,
            GitCache.in(home.resolve("cache")),
            Clock.systemUTC(),
            progress);
  }

  @AfterEach
  void close() {
    git.close();
  }

  @ParameterizedTest(name = "{0}: {1}, retry {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | did not accept the credentials | GERRIT_PASSWORD | false",
        "403 | charts/infra | right 'Read' | false",
        "404 | was not found, or the account may not read it | targets[].project | false",
        "407 | 407 | the proxy requires authentication | false",
        "409 | 409 | will not help | false",
        "412 | 412 | will not help | false",
        "429 | 429 | retry later | true",
        "500 | 500 | a retry may help | true",
        "502 | 502 | a retry may help | true",
        "503 | 503 | a retry may help | true",
        "504 | 504 | a retry may help | true"
      })
  void everyStatusIsToldWithWhatToDo(int status, String message, String hint, boolean retryable)
      throws Exception {
    serve(aResponse().withStatus(status).withBody("not for you"));

    for (ThrowingCallable call : fetchAndPush()) {
      assertThatThrownBy(call)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("charts/infra at http://localhost:")
          .hasMessageContaining(message)
          .hasMessageNotContaining("s3cret-password")
          .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isEqualTo(retryable));
    }
    assertThatThrownBy(() -> git.fetchTip(TARGET))
        .satisfies(e -> assertThat(((ChartbotException) e).hint().orElse("")).contains(hint));
    assertTheCacheStays();
  }

  @Test
  void aLoginPageIsTold() throws Exception {
    serve(
        aResponse()
            .withHeader("Content-Type", "text/html; charset=utf-8")
            .withBody("<html><body>Please sign in, project not found</body></html>"));

    for (ThrowingCallable call : fetchAndPush()) {
      assertThatThrownBy(call)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("answered with a page instead of Git")
          .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isFalse())
          .satisfies(
              e ->
                  assertThat(((ChartbotException) e).hint().orElse(""))
                      .contains("login page or a proxy"));
    }
    assertTheCacheStays();
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    "301, http://127.0.0.1:1/a/charts/infra/info/refs?service=git-upload-pack",
    "302, https://sso.example.com/login",
    "303, http://evil.example.com/",
    "307, http://localhost:1/a/charts/infra/info/refs",
    "308, //evil.example.com/a/charts/infra/info/refs"
  })
  void aRedirectIsNotFollowedAndBothAddressesAreNamed(int status, String location)
      throws Exception {
    serve(aResponse().withStatus(status).withHeader("Location", location));

    for (ThrowingCallable call : fetchAndPush()) {
      assertThatThrownBy(call)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("/a/charts/infra/info/refs?service=git-")
          .hasMessageContaining(" redirects to " + location)
          .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isFalse())
          .satisfies(
              e ->
                  assertThat(((ChartbotException) e).hint().orElse(""))
                      .contains("login page or a proxy"));
    }
    WireMock.verify(2, anyRequestedFor(anyUrl()));
    assertTheCacheStays();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic realm=\"Gerrit\"", "Digest realm=\"g\", nonce=\"1\"", "none"})
  void refusedCredentialsAreSentOnce(String challenge) {
    serve(aResponse().withStatus(401).withHeader("WWW-Authenticate", challenge));

    for (ThrowingCallable call : fetchAndPush()) {
      assertThatThrownBy(call).hasMessageContaining("did not accept the credentials");
    }
    WireMock.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void whatTheServerSaysAndWhenToComeBackIsKept() {
    serve(
        aResponse()
            .withStatus(503)
            .withHeader("Retry-After", "17")
            .withHeader("Content-Type", "text/html")
            .withBody("<html><head><title>Gerrit is in\n maintenance</title></head></html>"));

    for (ThrowingCallable call : fetchAndPush()) {
      assertThatThrownBy(call)
          .hasMessageContaining("503 Service Unavailable: Gerrit is in maintenance")
          .isInstanceOfSatisfying(
              EnvironmentException.class,
              e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(17)));
    }
  }

  @Test
  void aPushThatIsForbiddenIsNotAProjectThatIsMissing() {
    serve(aResponse().withStatus(403).withBody("upload not permitted"));

    assertThatThrownBy(() -> git.tryPush(TARGET, new NoSnapshot(), List.of()))
        .hasMessageContaining("refused the push to charts/infra")
        .hasMessageContaining("upload not permitted");
    assertThatThrownBy(() -> git.fetchTip(TARGET))
        .hasMessageContaining("was not found, or the account may not read it");
  }

  @Test
  void aListOfRefsWithoutEndIsCut() {
    StringBuilder body = new StringBuilder("001e# service=git-upload-pack\n0000");
    for (int i = 100_000; i < 500_000; i++) {
      body.append("0040").append("1".repeat(40)).append(" refs/heads/a").append(i).append('\n');
    }
    for (String encoding : List.of("identity", "gzip")) {
      serve(
          aResponse()
              .withHeader("Content-Type", "application/x-git-upload-pack-advertisement")
              .withHeader("Content-Encoding", encoding)
              .withBody(encoding.equals("gzip") ? gzip(body) : body.toString().getBytes(UTF_8)));

      assertThatThrownBy(() -> git.fetchTip(TARGET))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("is too large");
    }
  }

  private static byte[] gzip(CharSequence text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.toString().getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void aProjectsNameIsEncodedInItsAddress() {
    serve(aResponse().withStatus(404));

    for (String project : List.of("my charts/50%+", "Äpfel")) {
      assertThatThrownBy(() -> git.fetchTip(TestTarget.of(project, "master")))
          .hasMessageContaining("project " + project + " at ");
    }
    WireMock.verify(anyRequestedFor(urlPathEqualTo("/a/my%20charts/50%25%2B/info/refs")));
    WireMock.verify(anyRequestedFor(urlPathEqualTo("/a/%C3%84pfel/info/refs")));
  }

  @Test
  void aCutConnectionIsPassing() throws Exception {
    serve(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    for (ThrowingCallable call : fetchAndPush()) {
      assertThatThrownBy(call)
          .isInstanceOf(EnvironmentException.class)
          .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isTrue());
    }
    assertTheCacheStays();
  }

  /** And nothing is asked for once more without it. */
  private void assertTheCacheStays() throws IOException {
    assertThat(progress.traces()).noneMatch(trace -> trace.startsWith("git cache"));
    try (Stream<Path> all = Files.walk(home.resolve("cache"))) {
      assertThat(all.filter(Files::isRegularFile)).anyMatch(file -> file.endsWith("git/HEAD"));
    }
  }

  /** The push's own first request fails, so nothing has to be there to push. */
  private List<ThrowingCallable> fetchAndPush() {
    return List.of(
        () -> git.fetchTip(TARGET), () -> git.tryPush(TARGET, new NoSnapshot(), List.of()));
  }

  private static void serve(ResponseDefinitionBuilder answer) {
    WireMock.stubFor(any(anyUrl()).willReturn(answer));
  }

  private static final class NoSnapshot implements Snapshot {

    @Override
    public String commit() {
      return "1".repeat(40);
    }

    @Override
    public ChartFiles chart() {
      throw new AssertionError("nobody looks into it");
    }
  }
}
