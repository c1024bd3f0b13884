package chartbot.registry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.unauthorized;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.image.Digest;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import com.google.gson.Gson;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other registries do, and faults that a real one does not have on demand. */
@WireMockTest
class OciRegistryTest {

  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  private String base = "";
  private URI url = URI.create("http://unused");

  @BeforeEach
  void greet(WireMockRuntimeInfo wireMock) {
    base = wireMock.getHttpBaseUrl();
    url = URI.create(base);
    WireMock.stubFor(get("/v2/").willReturn(okJson("{}")));
  }

  @Test
  void followsLinksToTheLastPage() throws Exception {
    stub(
        "?n=1000",
        page(List.of("1", "2")).withHeader("Link", "</v2/a/tags/list?n=2&last=2>; rel=\"next\""));
    stub("?n=2&last=2", page(List.of("3")));

    assertThat(TestRegistry.at(url).tags("a")).containsExactly("1", "2", "3");
  }

  @Test
  void followsNoLinkToAnotherServer() throws Exception {
    stub(
        "?n=1000",
        page(List.of("1")).withHeader("Link", "<http://evil.example/x?token=2>; rel=next"));
    stub("?token=2", page(List.of("2")));

    assertThat(TestRegistry.at(url).tags("a")).containsExactly("1", "2");
  }

  @Test
  void asksArtifactoryBehindAPathThereAgainThoughItsLinkLeavesThePathOut() throws Exception {
    String path = "/artifactory/api/docker/docker-local/v2/";
    WireMock.stubFor(get(path).willReturn(okJson("{}")));
    WireMock.stubFor(
        get(path + "proj/a/tags/list?n=1000")
            .willReturn(
                page(List.of("1"))
                    .withHeader("Link", "</v2/proj/a/tags/list?last=1&n=1>; rel=\"next\"")));
    WireMock.stubFor(get(path + "proj/a/tags/list?last=1&n=1").willReturn(page(List.of("2"))));

    OciRegistry artifactory =
        TestRegistry.at(URI.create(base + "/artifactory/api/docker/docker-local"), "proj");

    assertThat(artifactory.tags("a")).containsExactly("1", "2");
  }

  @Test
  void takesAllFromARegistryThatIgnoresN() throws Exception {
    List<String> tags = numbers(2500);
    stub("?n=1000", page(tags));

    assertThat(TestRegistry.at(url).tags("a")).isEqualTo(tags);
    WireMock.verify(1, getRequestedFor(urlPathEqualTo("/v2/a/tags/list")));
  }

  @Test
  void asksBehindAFullPageThatHasNoLinkAsNexusGivesIt() throws Exception {
    List<String> tags = numbers(1500);
    stub("?n=1000", page(tags.subList(0, 1000)));
    stub("?n=1000&last=" + tags.get(999), page(tags.subList(1000, 1500)));

    assertThat(TestRegistry.at(url).tags("a")).isEqualTo(tags);
  }

  @Test
  void endsWhereARegistryIgnoresLastToo() throws Exception {
    List<String> tags = numbers(1000);
    WireMock.stubFor(get(urlPathEqualTo("/v2/a/tags/list")).willReturn(page(tags)));

    assertThat(TestRegistry.at(url).tags("a")).isEqualTo(tags);
    WireMock.verify(2, getRequestedFor(urlPathEqualTo("/v2/a/tags/list")));
  }

  @Test
  void endsWhereLinksLeadInACircle() throws Exception {
    WireMock.stubFor(
        get(urlPathEqualTo("/v2/a/tags/list"))
            .willReturn(page(List.of("1")).withHeader("Link", "</v2/a/tags/list?x=1>; rel=next")));

    assertThat(TestRegistry.at(url).tags("a")).containsExactly("1");
  }

  @Test
  void noTagsAreNone() throws Exception {
    stub("?n=1000", okJson("{\"name\":\"a\",\"tags\":null}"));

    assertThat(TestRegistry.at(url).tags("a")).isEmpty();
  }

  @Test
  void leavesOutWhatIsNoTag() throws Exception {
    stub("?n=1000", okJson("{\"tags\":[\"1\",null,\"../x\",\"a\\nb\",\"\"]}"));

    assertThat(TestRegistry.at(url).tags("a")).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>log in</html>", "{\"tags\":\"1\"}", "[]", "", "{\"tags\":[{}]}"})
  void refusesWhatIsNoListOfTags(String body) {
    stub("?n=1000", ok(body));

    assertFails("expected JSON", false);
  }

  @Test
  void refusesAnAnswerWithoutEnd() {
    stub("?n=1000", ok("[" + " ".repeat(17 << 20)));

    assertFails("is longer than 16777216 bytes", false);
  }

  @Test
  void refusesJsonOfAnyDepthWithoutAStackOverflow() {
    stub("?n=1000", ok("{\"x\":" + "[".repeat(500_000)));

    assertFails("expected JSON", false);
  }

  @Test
  void waitsAsLongAsARateLimitSays() throws Exception {
    List<Duration> waits = new ArrayList<>();
    limited("7");

    assertThat(waiting(waits).tags("a")).containsExactly("1");
    assertThat(waits)
        .singleElement()
        .matches(wait -> wait.toSeconds() == 6 || wait.toSeconds() == 7);
  }

  @Test
  void waitsUntilTheTimeThatARateLimitNames() throws Exception {
    List<Duration> waits = new ArrayList<>();
    Instant then = Instant.now().plusSeconds(60);
    limited(DateTimeFormatter.RFC_1123_DATE_TIME.format(then.atZone(ZoneOffset.UTC)));

    assertThat(waiting(waits).tags("a")).containsExactly("1");
    assertThat(waits).singleElement().matches(wait -> wait.toSeconds() <= 60);
  }

  @Test
  void doesNotWaitLongerThanOneOperationMayTake() {
    limited("3600");

    assertFails("limits requests", true);
  }

  @Test
  void triesABrokenConnectionAgain() throws Exception {
    WireMock.stubFor(
        get(urlPathEqualTo("/v2/a/tags/list"))
            .inScenario("broken")
            .whenScenarioStateIs("Started")
            .willSetStateTo("well")
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    WireMock.stubFor(
        get(urlPathEqualTo("/v2/a/tags/list"))
            .inScenario("broken")
            .whenScenarioStateIs("well")
            .willReturn(page(List.of("1"))));

    assertThat(TestRegistry.at(url).tags("a")).containsExactly("1");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void aFailureOfTheRegistryMayPass(int status) {
    stub("?n=1000", aResponse().withStatus(status));

    assertFails("the registry failed", true);
  }

  @Test
  void aServerThatIsNoRegistryIsNamed() {
    OciRegistry client = TestRegistry.at(URI.create(base + "/wiki"));

    assertThatThrownBy(client::ping)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("there is no registry (404)");
  }

  @Test
  void countsTheDigestWhereTheRegistryDoesNotNameIt() throws Exception {
    byte[] manifest = "{\"schemaVersion\":2}".getBytes(UTF_8);
    WireMock.stubFor(head(urlEqualTo("/v2/a/manifests/1.2.3-4")).willReturn(ok()));
    WireMock.stubFor(get("/v2/a/manifests/1.2.3-4").willReturn(aResponse().withBody(manifest)));

    assertThat(TestRegistry.at(url).digest("a", "1.2.3-4")).contains(Digest.of(manifest));
  }

  @Test
  void doesNotBelieveContentThatHasAnotherDigest() {
    WireMock.stubFor(get("/v2/a/manifests/" + DIGEST).willReturn(okJson("{}")));
    OciRegistry client = TestRegistry.at(url);

    assertThatThrownBy(() -> client.details("a", new Digest(DIGEST)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("does not match its digest");
  }

  @Test
  void followsABlobToAnotherHostWithoutCredentials() throws Exception {
    WireMockServer storage = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    storage.start();
    try {
      byte[] config = "{\"config\":{\"Labels\":{\"a\":\"b\"}}}".getBytes(UTF_8);
      byte[] manifest = ("{\"config\":{\"digest\":\"" + Digest.of(config) + "\"}}").getBytes(UTF_8);
      basicWanted();
      WireMock.stubFor(
          get("/v2/a/manifests/" + Digest.of(manifest)).willReturn(aResponse().withBody(manifest)));
      WireMock.stubFor(
          get("/v2/a/blobs/" + Digest.of(config))
              .willReturn(
                  aResponse()
                      .withStatus(307)
                      .withHeader("Location", storage.baseUrl() + "/blob?signature=x")));
      storage.stubFor(get(anyUrl()).willReturn(aResponse().withBody(config)));
      List<String> trace = new ArrayList<>();

      OciRegistry client =
          TestRegistry.at(
              new RegistryServer(url, "", Optional.empty(), TestRegistry.login()), trace::add);

      assertThat(client.details("a", Digest.of(manifest)).orElseThrow().labels())
          .isEqualTo(Map.of("a", "b"));
      WireMock.verify(
          getRequestedFor(urlEqualTo("/v2/a/blobs/" + Digest.of(config)))
              .withHeader("Authorization", equalTo(TestRegistry.login().orElseThrow().basic())));
      storage.verify(
          getRequestedFor(urlEqualTo("/blob?signature=x")).withHeader("Authorization", absent()));
      assertThat(trace).hasSize(4).noneMatch(line -> line.contains("signature"));
    } finally {
      storage.stop();
    }
  }

  @Test
  void redirectsWithoutEndEnd() {
    stub("?n=1000", aResponse().withStatus(302).withHeader("Location", "/v2/a/tags/list?n=1000"));

    assertFails("more than 5 redirects", false);
  }

  @Test
  void aTokenThatIsNeverAcceptedIsAskedForNoMoreThanThreeTimes() {
    WireMock.stubFor(
        get("/v2/")
            .willReturn(
                unauthorized()
                    .withHeader(
                        "WWW-Authenticate", "Bearer realm=\"" + base + "/token\",service=\"s\"")));
    WireMock.stubFor(get(urlPathEqualTo("/token")).willReturn(okJson("{\"access_token\":\"t\"}")));
    stub("?n=1000", unauthorized());

    assertFails("did not accept the credentials", false);
    WireMock.verify(3, getRequestedFor(urlPathEqualTo("/token")));
  }

  @Test
  void exchangesAnIdentityTokenForAToken() throws Exception {
    WireMock.stubFor(
        get("/v2/")
            .willReturn(
                unauthorized()
                    .withHeader("WWW-Authenticate", "Bearer realm=\"" + base + "/token\"")));
    WireMock.stubFor(post("/token").willReturn(okJson("{\"access_token\":\"t\"}")));
    WireMock.stubFor(
        get("/v2/a/tags/list?n=1000")
            .withHeader("Authorization", equalTo("Bearer t"))
            .willReturn(page(List.of("1"))));
    OciRegistry client =
        TestRegistry.at(
            new RegistryServer(
                url, "", Optional.empty(), Optional.of(RegistryLogin.identityToken("refresh"))),
            each -> {});

    assertThat(client.tags("a")).containsExactly("1");
    WireMock.verify(
        postRequestedFor(urlEqualTo("/token"))
            .withRequestBody(containing("refresh_token=refresh"))
            .withRequestBody(containing("scope=repository%3Aa%3Apull")));
  }

  @Test
  void findsSignaturesThroughTheReferrersApi() throws Exception {
    Digest image = new Digest(DIGEST);
    SigningKey key = SigningKey.of("Ed25519", "Ed25519");
    byte[] payload = SigningKey.payload(image);
    byte[] manifest =
        new Gson()
            .toJson(
                Map.of(
                    "layers",
                    List.of(
                        Map.of(
                            "mediaType",
                            "application/vnd.dev.cosign.simplesigning.v1+json",
                            "digest",
                            Digest.of(payload).text(),
                            "annotations",
                            Map.of("dev.cosignproject.cosign/signature", key.sign(payload))))))
            .getBytes(UTF_8);
    WireMock.stubFor(
        get("/v2/a/referrers/" + image)
            .willReturn(
                okJson(
                    "{\"manifests\":[{\"artifactType\":\"application/spdx\",\"digest\":\"x\"},"
                        + "{\"artifactType\":\"application/vnd.dev.cosign.artifact.sig.v1+json\","
                        + "\"digest\":\""
                        + Digest.of(manifest)
                        + "\"}]}")));
    WireMock.stubFor(
        get("/v2/a/manifests/" + Digest.of(manifest)).willReturn(aResponse().withBody(manifest)));
    WireMock.stubFor(
        get("/v2/a/blobs/" + Digest.of(payload)).willReturn(aResponse().withBody(payload)));

    assertThat(TestRegistry.at(url).signatures("a", image))
        .singleElement()
        .matches(signature -> key.publicKey().verifies(signature, image));
  }

  private void assertFails(String message, boolean retryable) {
    OciRegistry client = TestRegistry.at(url);
    assertThatThrownBy(() -> client.tags("a"))
        .isInstanceOfSatisfying(
            EnvironmentException.class, fault -> assertThat(fault.retryable()).isEqualTo(retryable))
        .hasMessageContaining(message);
  }

  /** The first answer is that limit, the second the tag. */
  private static void limited(String retryAfter) {
    WireMock.stubFor(
        get(urlPathEqualTo("/v2/a/tags/list"))
            .inScenario("limited")
            .whenScenarioStateIs("Started")
            .willSetStateTo("free")
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", retryAfter)));
    WireMock.stubFor(
        get(urlPathEqualTo("/v2/a/tags/list"))
            .inScenario("limited")
            .whenScenarioStateIs("free")
            .willReturn(page(List.of("1"))));
  }

  private OciRegistry waiting(List<Duration> waits) {
    RegistryServer server = new RegistryServer(url, "", Optional.empty(), Optional.empty());
    return new OciRegistry(server, Optional.empty(), Clock.systemUTC(), waits::add, each -> {});
  }

  private static void basicWanted() {
    WireMock.stubFor(
        get("/v2/").willReturn(unauthorized().withHeader("WWW-Authenticate", "Basic realm=\"r\"")));
  }

  private static void stub(String query, ResponseDefinitionBuilder answer) {
    WireMock.stubFor(get("/v2/a/tags/list" + query).willReturn(answer));
  }

  private static ResponseDefinitionBuilder page(List<String> tags) {
    return okJson(new Gson().toJson(Map.of("name", "a", "tags", tags)));
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(n -> "1.2.3-" + (10_000 + n)).toList();
  }
}
