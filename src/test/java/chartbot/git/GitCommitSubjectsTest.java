package chartbot.git;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.stubFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.verify;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.LoginGate;
import chartbot.update.RecordingProgress;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.junit5.WireMockTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commits between two images, from a real repository and from servers that are none. */
@WireMockTest
class GitCommitSubjectsTest {

  private static final String OLD = "1".repeat(40);
  private static final String NEW = "2".repeat(40);

  @TempDir private Path folder;
  private final RecordingProgress progress = new RecordingProgress();

  @Test
  void theSubjectsOfTheCommitsInBetweenNewestFirst() throws Exception {
    BareRepository project = new BareRepository(folder.resolve("models"));
    commit(project, "Before both");
    ObjectId from = commit(project, "What the branch has");
    commit(project, "ENM-1: the second\n\nIts body");
    ObjectId to = commit(project, "the\u001b[31m \u202ethird " + "x".repeat(200));

    assertThat(between(from, to))
        .hasSize(2)
        .satisfies(subjects -> assertThat(subjects.get(0)).hasSize(100).doesNotContain("\u001b"))
        .element(1)
        .isEqualTo("ENM-1: the second");
  }

  @Test
  void mergesAreLeftOut() throws Exception {
    BareRepository project = new BareRepository(folder.resolve("models"));
    ObjectId from = commit(project, "base");
    ObjectId feature = commit(project, "the feature");
    ObjectId to = project.merge("refs/heads/merged", List.of(from, feature));

    assertThat(between(from, to)).containsExactly("the feature");
  }

  @Test
  void nothingIsClaimedWhereTheOlderCommitIsNotBehindTheNewerOne() throws Exception {
    BareRepository project = new BareRepository(folder.resolve("models"));
    ObjectId first = commit(project, "first");
    ObjectId second = commit(project, "second");

    assertThat(between(second, first)).isEmpty();
    assertThat(between(ObjectId.fromString(OLD), second)).isEmpty();
  }

  @Test
  void moreCommitsThanAreReadGiveNone() throws Exception {
    BareRepository project = new BareRepository(folder.resolve("models"));
    ObjectId from = commit(project, "long ago");
    ObjectId to = from;
    for (int i = 0; i < 60; i++) {
      to = commit(project, "commit " + i);
    }

    assertThat(between(from, to)).isEmpty();
    assertThat(between(project.resolve("refs/heads/master"), to)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 401, 404, 500})
  void aServerThatIsNoRepositoryGivesNone(int status, WireMockRuntimeInfo server) {
    stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody("<html>")));

    assertThat(gerrit(server).between(server.getHttpBaseUrl() + "/a/models", OLD, NEW)).isEmpty();
    verify(
        getRequestedFor(urlPathEqualTo("/a/models/info/refs"))
            .withBasicAuth(
                new com.github.tomakehurst.wiremock.client.BasicCredentials("bot", "s3cret")));
  }

  @Test
  void aServerThatDoesNotAnswerInTimeGivesNone(WireMockRuntimeInfo server) {
    stubFor(any(anyUrl()).willReturn(aResponse().withFixedDelay(30_000)));

    assertThat(gerrit(server).between(server.getHttpBaseUrl() + "/models", OLD, NEW)).isEmpty();
    assertThat(String.join("\n", progress.traces())).contains("no commits of ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example.com/models",
        "https://listed.example.com.elsewhere.example.com/models",
        "http://listed.example.com/models",
        "ssh://listed.example.com/models",
        "BASE.elsewhere.example.com/models",
        "BASE/",
        "BASE/../elsewhere",
        "BASE/a/models/../../../elsewhere",
        "BASE/models/..",
        "BASE/models?to=elsewhere",
        "https://listed.example.com",
        "https://listed.example.com/",
        "https://listed.example.com/models%zz",
        "https://listed.example.com/models/../../elsewhere"
      })
  void nobodyElseIsAsked(String source, WireMockRuntimeInfo server) {
    stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));

    assertThat(gerrit(server).between(source.replace("BASE", server.getHttpBaseUrl()), OLD, NEW))
        .isEmpty();
    verify(0, anyRequestedFor(anyUrl()));
    assertThat(progress.traces()).isEmpty();
  }

  private GitCommitSubjects gerrit(WireMockRuntimeInfo server) {
    return subjects(
        new GitServer(server.getHttpBaseUrl(), Optional.of("bot"), Optional.of("s3cret")));
  }

  private List<String> between(ObjectId from, ObjectId to) {
    String base = folder.toUri().toString();
    return subjects(new GitServer(base, Optional.empty(), Optional.empty()))
        .between(
            new GitServer(base, Optional.empty(), Optional.empty()).url() + "models",
            from.name(),
            to.name());
  }

  private GitCommitSubjects subjects(GitServer server) {
    return new GitCommitSubjects(
        server,
        server.url(),
        Set.of("listed.example.com"),
        new LoginGate(),
        new GitLimits(Duration.ofSeconds(3), 1 << 20, 1 << 20),
        folder,
        progress);
  }

  private static ObjectId commit(BareRepository project, String message) throws Exception {
    return project.commit("master", Map.of("file", message), message);
  }
}
