package chartbot.gerrit;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.TestTarget;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Attention;
import chartbot.target.ReviewRules.Notify;
import chartbot.target.ReviewRules.Readiness;
import chartbot.target.Target;
import chartbot.update.RecordingProgress;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gerrit's answers as recorded from a real 3.10.2, and faults that one does not give on demand. */
@WireMockTest
class GerritReviewServerTest {

  private static final BoundedHttp.Limits LIMITS =
      new BoundedHttp.Limits(
          Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(3), 1 << 20);

  private final RecordingProgress progress = new RecordingProgress();
  private String url = "";
  private GerritReviewServer review;

  @BeforeEach
  void connect(WireMockRuntimeInfo wireMock) {
    url = wireMock.getHttpBaseUrl();
    review = server(url + "/");
  }

  @Test
  void readsTheAccount() throws Exception {
    serve("/a/accounts/self", "accounts-self.txt");

    assertThat(review.self().username()).isEqualTo("bot");
    assertThat(review.self().identity().orElseThrow()).hasToString("Chart Bot <bot@example.com>");
    WireMock.verify(1, getRequestedFor(urlPathEqualTo("/a/accounts/self")));
  }

  @Test
  void branchesAreListedPageByPageAndOtherRefsAreNone() throws Exception {
    String page =
        IntStream.range(0, 498)
            .mapToObj(i -> "{\"ref\":\"refs/heads/release/" + i + "\",\"revision\":\"x\"},")
            .collect(Collectors.joining());
    WireMock.stubFor(
        get(urlPathEqualTo("/a/projects/charts%2Finfra/branches/"))
            .withQueryParam("S", equalTo("0"))
            .willReturn(
                json(
                    ")]}'\n["
                        + page
                        + "{\"ref\":\"HEAD\",\"revision\":\"master\"},"
                        + "{\"ref\":\"refs/meta/config\",\"revision\":\"x\"}]")));
    WireMock.stubFor(
        get(urlPathEqualTo("/a/projects/charts%2Finfra/branches/"))
            .withQueryParam("S", equalTo("500"))
            .willReturn(json(")]}'\n[{\"ref\":\"refs/heads/z\",\"revision\":\"x\"}]")));

    assertThat(review.branches("charts/infra"))
        .hasSize(499)
        .contains("release/7", "z")
        .doesNotContain("HEAD");
  }

  @Test
  void aServerThatListsBranchesForEverIsToldFrom() {
    String branches =
        IntStream.range(0, 500)
            .mapToObj(i -> "{\"ref\":\"refs/heads/b" + i + "\",\"revision\":\"x\"}")
            .collect(Collectors.joining(",", ")]}'\n[", "]"));
    WireMock.stubFor(get(anyUrl()).willReturn(json(branches)));

    assertThatThrownBy(() -> review.branches("charts/infra"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("charts/infra has more than 10000 branches");
    WireMock.verify(20, getRequestedFor(urlPathMatching(".*/branches/")));
  }

  @Test
  void anAccountWithoutAddressHasNoIdentity() throws Exception {
    WireMock.stubFor(
        get(anyUrl()).willReturn(json(")]}'\n{\"_account_id\":5,\"username\":\"bot\"}")));

    assertThat(review.self().identity()).isEmpty();
  }

  @Test
  void readsOpenChangesWithAllTheirPatchSets() throws Exception {
    serve("/a/changes/", "open-changes.txt");

    List<OpenChange> open = review.changes(target()).open();

    assertThat(open).hasSize(1);
    OpenChange change = open.get(0);
    assertThat(change.number()).isEqualTo(2);
    assertThat(change.patchSets()).hasSize(2);
    assertThat(change.current().number()).isEqualTo(2);
    assertThat(change.current().ref()).isEqualTo("refs/changes/02/2/2");
    assertThat(change.current().parent()).hasSize(40);
    assertThat(change.images()).isEqualTo(Map.of("eric-enm-models-custom-service", "1.2.3-5"));
    assertThat(change.hashtags()).containsExactly("chartbot");
    assertThat(change.vetoed()).isFalse();
    assertThat(change.url())
        .isEqualTo(url + "/c/OSS/com.ericsson.oss.containerisation/eric-enm-infra-integration/+/2");
    WireMock.verify(
        getRequestedFor(urlPathEqualTo("/a/changes/"))
            .withQueryParam("q", containing("hashtag:\"chartbot\""))
            .withQueryParam("q", containing("status:open")));
  }

  @Test
  void aQuotationMarkInABranchIsOneInTheQueryToo() throws Exception {
    serve("/a/changes/", "open-changes.txt");

    review.changes(TestTarget.of("my charts", "a\"b")).open();

    WireMock.verify(
        getRequestedFor(urlPathEqualTo("/a/changes/"))
            .withQueryParam("q", containing("project:\"my charts\" branch:\"a\\\"b\"")));
  }

  @Test
  void theLinkToAChangeOfAProjectWithABlankIsOneWord() throws Exception {
    String answer =
        body("open-changes.txt")
            .replace(
                "\"OSS/com.ericsson.oss.containerisation/eric-enm-infra-integration\"",
                "\"my charts/a+b\"");
    WireMock.stubFor(get(urlPathEqualTo("/a/changes/")).willReturn(json(answer)));

    assertThat(review.changes(target()).open().get(0).url())
        .isEqualTo(url + "/c/my+charts/a%2Bb/+/2");
  }

  @Test
  void credentialsGoWithTheFirstRequest() throws Exception {
    serve("/a/accounts/self", "accounts-self.txt");

    review.self();

    WireMock.verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", matching("Basic .+")));
  }

  @Test
  void credentialsAreUtf8AsGerritAndGitHaveThem() throws Exception {
    serve("/a/accounts/self", "accounts-self.txt");
    GerritServer umlauts =
        new GerritServer(url + "/", Optional.of("bot"), Optional.of("pässwörd-☃"));

    try (GerritReviewServer server =
        new GerritReviewServer(umlauts, new LoginGate(), Clock.systemUTC(), progress)) {
      server.self();
    }

    String token = Base64.getEncoder().encodeToString("bot:pässwörd-☃".getBytes(UTF_8));
    WireMock.verify(
        1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Basic " + token)));
  }

  @Test
  void readsWhetherAChangeMergesAndBuildsOnTheBranch() throws Exception {
    serve("/a/changes/", "open-changes.txt");
    OpenChange change = review.changes(target()).open().get(0);
    WireMock.stubFor(
        get(urlPathMatching("/a/projects/.*/branches/master/mergeable"))
            .willReturn(json(")]}'\n{\"mergeable\":true,\"commit_merged\":true}")));
    WireMock.stubFor(
        get(urlPathMatching("/a/changes/.*~2/revisions/current/mergeable"))
            .willReturn(json(body("mergeable.txt"))));

    assertThat(review.mergeable(target(), change)).isTrue();
  }

  @Test
  void theTipOfTheBranchIsWhatGerritSays() {
    WireMock.stubFor(
        get(urlPathMatching("/a/projects/.*/branches/master"))
            .willReturn(
                json(
                    ")]}'\n{\"ref\":\"refs/heads/master\",\"revision\":\""
                        + "b".repeat(40)
                        + "\"}")));

    assertThat(review.tip(target())).contains("b".repeat(40));
  }

  @ParameterizedTest(name = "the branch answered with {0}")
  @CsvSource({"200, {}", "200, []", "200, <html>", "404, Not found", "403, no", "503, busy"})
  void whereGerritDoesNotSayTheTipGitIsLeftToSayIt(int status, String body) {
    WireMock.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));

    assertThat(review.tip(target())).isEmpty();
  }

  @ParameterizedTest(name = "mergeable answered with {0}")
  @CsvSource({"404", "409"})
  void aChangeThatIsClosedOrDeletedByNowDoesNotMerge(int status) throws Exception {
    serve("/a/changes/", "open-changes.txt");
    OpenChange change = review.changes(target()).open().get(0);
    WireMock.stubFor(
        get(urlPathMatching("/a/projects/.*/branches/master/mergeable"))
            .willReturn(json(")]}'\n{\"mergeable\":true,\"commit_merged\":true}")));
    WireMock.stubFor(
        get(urlPathMatching("/a/changes/.*~2/revisions/current/mergeable"))
            .willReturn(aResponse().withStatus(status).withBody("change is merged")));

    assertThat(review.mergeable(target(), change)).isFalse();
  }

  @Test
  void aCommentOnAChangeThatIsGoneIsNotMissed() throws Exception {
    serve("/a/changes/", "open-changes.txt");
    OpenChange change = review.changes(target()).open().get(0);
    WireMock.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(404)));

    review.comment(target(), change.number(), "a word", Notify.OWNER);

    WireMock.verify(
        1, postRequestedFor(urlPathMatching("/a/changes/.*~2/revisions/current/review")));
  }

  @Test
  void theAccountIsKnownFromItsChanges() throws Exception {
    serve("/a/changes/", "open-changes.txt");

    review.changes(target()).open();

    assertThat(review.self().id()).isEqualTo(1000001);
    assertThat(review.self().identity().orElseThrow()).hasToString("Chart Bot <bot@example.com>");
    WireMock.verify(0, getRequestedFor(urlPathEqualTo("/a/accounts/self")));
  }

  @Test
  void theAccountIsAskedForWhereTheChangesAreOthers() throws Exception {
    serve("/a/accounts/self", "accounts-self.txt");
    WireMock.stubFor(
        get(urlPathEqualTo("/a/changes/"))
            .willReturn(
                json(
                    body("open-changes.txt")
                        .replace("\"username\":\"bot\"", "\"username\":\"earlier\""))));

    review.changes(target()).open();

    assertThat(review.self().username()).isEqualTo("bot");
    WireMock.verify(1, getRequestedFor(urlPathEqualTo("/a/accounts/self")));
  }

  @ParameterizedTest(name = "{0}: ignores the attention set {1}")
  @CsvSource({"NEW_CHANGE,true", "NONE,true", "EVERY_PUSH,false"})
  void aCommentIsMarkedAndMakesNoMoreNoiseThanAsked(Attention attention, boolean ignored)
      throws Exception {
    serve("/a/changes/", "open-changes.txt");
    OpenChange change = review.changes(target()).open().get(0);
    WireMock.stubFor(post(anyUrl()).willReturn(json(")]}'\n{}")));
    ReviewRules rules =
        new ReviewRules(
            Optional.empty(),
            List.of("chartbot"),
            List.of(),
            List.of(),
            Readiness.UNCHANGED,
            Notify.NONE,
            attention,
            false);

    review.comment(target().withReview(rules), change.number(), "a word", Notify.OWNER);

    WireMock.verify(
        postRequestedFor(urlPathMatching("/a/changes/.*~2/revisions/current/review"))
            .withRequestBody(
                equalToJson(
                    """
                    {"message": "a word", "tag": "autogenerated:chartbot", "notify": "OWNER",
                     "ignore_automatic_attention_set_rules": %s}
                    """
                        .formatted(ignored))));
  }

  @ParameterizedTest(name = "abandon answered with {0}: done {1}")
  @CsvSource({"200,true", "409,true", "404,true", "403,false"})
  void aChangeAbandonedBySomebodyElseIsAsGood(int status, boolean done) throws Exception {
    serve("/a/changes/", "open-changes.txt");
    OpenChange change = review.changes(target()).open().get(0);
    WireMock.stubFor(
        post(urlPathMatching("/a/changes/.*~2/abandon"))
            .willReturn(
                status == 200 ? json(")]}'\n{}") : aResponse().withStatus(status).withBody("no")));

    assertThat(review.abandon(target(), change, "covered")).isEqualTo(done);
  }

  @ParameterizedTest(name = "delete answered with {0}: done {1}")
  @CsvSource({"204,true", "404,true", "403,false", "405,false"})
  void aChangeThatMayNotBeDeletedStays(int status, boolean done) throws Exception {
    serve("/a/changes/", "open-changes.txt");
    OpenChange change = review.changes(target()).open().get(0);
    WireMock.stubFor(
        delete(urlPathMatching("/a/changes/.*~2")).willReturn(aResponse().withStatus(status)));

    assertThat(review.delete(target(), change)).isEqualTo(done);
  }

  @ParameterizedTest(name = "{0}: {1}, retry {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | did not accept the credentials (401) | false",
        "403 | refused /accounts/self (403): not for you | false",
        "404 | does not answer as Gerrit: 404 | false",
        "409 | refused /accounts/self (409): not for you | false",
        "412 | refused /accounts/self (412): not for you | false",
        "429 | limits requests (429): not for you | true",
        "500 | failed (500) on /accounts/self: not for you | true",
        "502 | failed (502) on /accounts/self: not for you | true",
        "503 | failed (503) on /accounts/self: not for you | true"
      })
  void everyRefusalIsToldWithWhatToDo(int status, String message, boolean retryable) {
    WireMock.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "text/plain")
                    .withBody("not for you")));

    assertThatThrownBy(() -> review.self())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(url)
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret")
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isEqualTo(retryable))
        .satisfies(e -> assertThat(((EnvironmentException) e).hint()).isPresent());
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    "301, http://127.0.0.1:1/elsewhere",
    "302, https://sso.example.com/login",
    "303, http://evil.example.com/",
    "307, http://localhost:1/a/accounts/self",
    "308, //evil.example.com/a/accounts/self"
  })
  void aRedirectIsNotFollowedAndBothAddressesAreNamed(int status, String location) {
    WireMock.stubFor(
        any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Location", location)));

    assertThatThrownBy(() -> review.self())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(url + "/a/accounts/self redirects to " + location)
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isFalse());
    WireMock.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void aRedirectOfAPostIsNotFollowedEither() throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      String location = "http://localhost:" + other.getLocalPort() + "/";
      WireMock.stubFor(
          any(anyUrl()).willReturn(aResponse().withStatus(307).withHeader("Location", location)));

      assertThatThrownBy(() -> review.submit(target(), 2, "abc")).hasMessageContaining(location);
      other.setSoTimeout(1);
      assertThatThrownBy(other::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aProxyThatAsksForCredentialsDoesNotGetGerrits() {
    WireMock.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(407)
                    .withHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")));

    assertThatThrownBy(() -> review.self())
        .hasMessageContaining("(407)")
        .satisfies(
            e -> assertThat(((EnvironmentException) e).hint().orElse("")).contains("the proxy"));
    WireMock.verify(0, anyRequestedFor(anyUrl()).withHeader("Proxy-Authorization", matching(".*")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic realm=\"Gerrit\"", "Digest realm=\"g\", nonce=\"1\"", "none"})
  void refusedCredentialsAreSentOnce(String challenge) {
    WireMock.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withStatus(401).withHeader("WWW-Authenticate", challenge)));

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> review.self(), () -> review.self(), () -> review.changes(target()).open())) {
      assertThatThrownBy(call)
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("did not accept the credentials (401)");
    }
    WireMock.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void whenTheServerAsksToWaitTheErrorCarriesHowLong() {
    WireMock.stubFor(
        any(anyUrl()).willReturn(aResponse().withStatus(503).withHeader("Retry-After", "17")));

    assertThatThrownBy(() -> review.self())
        .isInstanceOfSatisfying(
            EnvironmentException.class,
            e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(17)));
  }

  @Test
  void anAddressThatAnswers404ToEverythingIsNotGerrits() {
    WireMock.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404).withBody("Not Found")));

    assertThatThrownBy(() -> review.changes(target()).open())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(url + "/ does not answer as Gerrit")
        .satisfies(
            e ->
                assertThat(((EnvironmentException) e).hint().orElse(""))
                    .contains("check gerrit.url"));
    WireMock.verify(1, getRequestedFor(urlPathEqualTo("/a/config/server/version")));
  }

  @Test
  void anAnswerWithoutEndIsCutByItsSize() {
    WireMock.stubFor(any(anyUrl()).willReturn(json("[" + "1,".repeat(1 << 20))));

    assertThatThrownBy(() -> review.self())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("larger than 1 MiB");
  }

  @Test
  void anAnswerThatUnpacksToAHundredTimesItsSizeIsCut() {
    WireMock.stubFor(
        any(anyUrl())
            .willReturn(json(" ".repeat(100 << 20)).withHeader("Content-Encoding", "gzip")));

    assertThatThrownBy(() -> review.self()).isInstanceOf(EnvironmentException.class);
  }

  @Test
  void anAnswerThatTricklesIsCutByTheDeadline() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    HttpServer trickling = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    trickling.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    trickling.start();
    try (GerritReviewServer slow =
        server("http://localhost:" + trickling.getAddress().getPort() + "/")) {
      assertThatThrownBy(() -> slow.self())
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("did not answer within 3 s")
          .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isTrue());
    } finally {
      over.countDown();
      trickling.stop(0);
    }
  }

  @Test
  void jsonThatIsNestedWithoutEndIsRefused() {
    for (String open : List.of("[", "{\"owner\":")) {
      WireMock.stubFor(any(anyUrl()).willReturn(json(open.repeat(50_000))));

      assertForeign(() -> review.self());
      assertForeign(() -> review.changes(target()).open());
    }
  }

  @Test
  void headersWithoutEndAreRefused() {
    ResponseDefinitionBuilder answer = json(")]}'\n{}");
    for (int i = 0; i < 5000; i++) {
      answer.withHeader("X-" + i, "x");
    }
    WireMock.stubFor(any(anyUrl()).willReturn(answer));

    assertThatThrownBy(() -> review.self()).isInstanceOf(EnvironmentException.class);
  }

  @Test
  void pagesWithoutEndAreRefused() throws Exception {
    String change = body("open-changes.txt").replace("}]\n", ",\"_more_changes\":true}]\n");
    WireMock.stubFor(get(urlPathEqualTo("/a/changes/")).willReturn(json(change)));

    assertThatThrownBy(() -> review.changes(target()).open())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("more than 100 pages");
  }

  @Test
  void aTimeZoneOutOfRangeIsNamed() throws Exception {
    WireMock.stubFor(
        get(urlPathEqualTo("/a/changes/"))
            .willReturn(
                json(body("open-changes.txt").replaceAll("\"tz\": ?-?\\d+", "\"tz\":99999"))));

    assertThatThrownBy(() -> review.changes(target()).open())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("tz: 99999 minutes is not a time zone");
  }

  @Test
  void aLoginPageInsteadOfJsonIsTold() {
    WireMock.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "text/html")
                    .withBody("<html><body>Please sign in</body></html>")));

    assertThatThrownBy(() -> review.self())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("got a page that is not JSON")
        .satisfies(
            e ->
                assertThat(((EnvironmentException) e).hint().orElse(""))
                    .contains("login page or a proxy"));
  }

  @Test
  void aCutConnectionIsPassing() {
    WireMock.stubFor(
        any(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThatThrownBy(() -> review.self())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("cannot reach " + url)
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isTrue());
  }

  @Test
  void anAnswerThatBreaksOffIsPassing() throws Exception {
    HttpServer breaking = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    breaking.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(")]}'\n{\"_account_id\":".getBytes(UTF_8));
          exchange.close();
        });
    breaking.start();
    try (GerritReviewServer broken =
        server("http://localhost:" + breaking.getAddress().getPort() + "/")) {
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> broken.self(),
              () -> broken.changes(target()).open(),
              () -> broken.review(target(), 2),
              () -> broken.submit(target(), 2, "abc"))) {
        assertThatThrownBy(call)
            .isInstanceOf(EnvironmentException.class)
            .hasMessageContaining("broke off")
            .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isTrue());
      }
    } finally {
      breaking.stop(0);
    }
  }

  @Test
  void textThatIsNoJsonIsTold() {
    WireMock.stubFor(any(anyUrl()).willReturn(json(")]}'\n{\"cut off")));

    assertThatThrownBy(() -> review.self())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("not JSON");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{\"error\":\"sign in first\"}", "[{\"a\":1}]", "\"text\"", "7", "[]"})
  void jsonThatIsNotGerritsIsTold(String answer) {
    WireMock.stubFor(any(anyUrl()).willReturn(json(answer)));

    assertForeign(() -> review.self());
    assertForeign(() -> review.review(target(), 2));
    if (!answer.equals("[]")) {
      assertForeign(() -> review.changes(target()).open());
    }
    if (answer.startsWith("{")) {
      assertForeign(() -> review.version());
    }
  }

  private static void assertForeign(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("expected JSON from http")
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isFalse());
  }

  @Test
  void everyCallIsTracedWithoutSecrets() throws Exception {
    serve("/a/accounts/self", "accounts-self.txt");

    review.self();

    assertThat(progress.traces()).singleElement().asString().startsWith("GET /accounts/self: ");
  }

  @Test
  void allPagesOfALongAnswerAreRead() throws Exception {
    String change = body("open-changes.txt").replace("}]\n", ",\"_more_changes\":true}]\n");
    WireMock.stubFor(
        get(urlPathEqualTo("/a/changes/"))
            .withQueryParam("S", WireMock.equalTo("0"))
            .willReturn(json(change)));
    WireMock.stubFor(
        get(urlPathEqualTo("/a/changes/"))
            .withQueryParam("S", WireMock.equalTo("1"))
            .willReturn(json(body("open-changes.txt"))));

    assertThat(review.changes(target()).open()).hasSize(2);
  }

  @Test
  void aChangeThatIsGoneHasNoReview() throws Exception {
    WireMock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404).withBody("Not found")));

    assertThat(review.review(target(), 2)).isEmpty();
  }

  @Test
  void aReviewThatMayNotBeReadIsTold() {
    WireMock.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(403).withBody("no")));

    assertThatThrownBy(() -> review.review(target(), 2))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("(403): no");
  }

  @Test
  void aRefusedSubmitIsAnsweredWithGerritsWordsOnOneLine() throws Exception {
    WireMock.stubFor(
        post(urlPathMatching("/a/changes/.*~2/revisions/abc/submit"))
            .willReturn(
                aResponse()
                    .withStatus(409)
                    .withHeader("Content-Type", "text/plain")
                    .withBody("Failed to submit:\n* Change 2: conflict\n")));

    assertThat(review.submit(target(), 2, "abc"))
        .contains("Failed to submit: * Change 2: conflict");
  }

  @Test
  void aSubmitWhoseAnswerIsLostIsAFaultThatMayPass() {
    WireMock.stubFor(
        post(anyUrl()).willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThatThrownBy(() -> review.submit(target(), 2, "abc"))
        .isInstanceOf(EnvironmentException.class)
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isTrue());
  }

  private GerritReviewServer server(String base) {
    return new GerritReviewServer(
        new GerritServer(base, Optional.of("bot"), Optional.of("s3cret")),
        new LoginGate(),
        LIMITS,
        Clock.systemUTC(),
        progress);
  }

  private static void serve(String path, String file) throws IOException {
    WireMock.stubFor(get(urlPathEqualTo(path)).willReturn(json(body(file))));
  }

  private static ResponseDefinitionBuilder json(String body) {
    return aResponse().withHeader("Content-Type", "application/json;charset=UTF-8").withBody(body);
  }

  private static String body(String file) throws IOException {
    try (InputStream in = GerritReviewServerTest.class.getResourceAsStream("/gerrit/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    }
  }

  private static Target target() {
    return TestTarget.of(
        "OSS/com.ericsson.oss.containerisation/eric-enm-infra-integration", "master");
  }
}
