package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.image.FakeRegistry;
import chartbot.image.RegistryRules;
import chartbot.image.RegistryRules.Check;
import chartbot.inspect.ChartRefresh;
import chartbot.inspect.Refresh;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.simulation.TrustingVerifier;
import chartbot.target.Target;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Entries with a digest next to the tag, which later runs know from the footer. */
class DigestTest {

  private static final String OLD = "sha256:" + "0".repeat(64);
  private static final String NEW = "sha256:" + "5".repeat(64);
  private static final String OTHER = "sha256:" + "3".repeat(64);

  private final FakeGerrit gerrit =
      new FakeGerrit(
          Map.of(
              "Chart.yaml",
              "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
              "values.yaml",
              values("1.0.0-1", OLD)));

  private TagCheck tags = TagCheck.none();

  private final Target target = TestTarget.of("charts", "master");

  private static String values(String tag, String digest) {
    return "images:\n  a:\n    name: a\n    tag: "
        + tag
        + "\n    digest: \""
        + digest
        + "\"\n  b:\n    name: b\n    tag: 1.0.0-1\n";
  }

  @Test
  void tagAndDigestAreSetTogetherAndTheFooterSaysBoth() throws Exception {
    UpdateResult result = update("a:1.0.0-2@" + NEW);

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.file(1, "values.yaml")).isEqualTo(values("1.0.0-2", NEW));
    assertThat(result.message()).contains("Model-Image: a:1.0.0-2@" + NEW + "\n");
    assertThat(update("a:1.0.0-2@" + NEW).outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(update("a:1.0.0-2").outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(update("a:1.0.0-1").outcome()).isEqualTo(Outcome.SUPERSEDED);
    gerrit.merge(1);
    assertThat(update("a:1.0.0-2@" + NEW).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void aDigestThatTheEntryHasNoPlaceForIsDropped() throws Exception {
    UpdateResult result = update("b:1.0.0-2@" + NEW);

    assertThat(result.message()).contains("Model-Image: b:1.0.0-2\n");
    assertThat(update("b:1.0.0-2@" + OTHER).outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(gerrit.change(1).patchSets()).hasSize(1);
  }

  @Test
  void aTagThatWasPushedAgainGetsItsNewDigest() throws Exception {
    update("a:1.0.0-2@" + NEW);

    assertThat(update("a:1.0.0-2@" + OTHER).outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.file(1, "values.yaml")).isEqualTo(values("1.0.0-2", OTHER));
    assertThat(update("a:1.0.0-2@" + NEW).outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(gerrit.change(1).patchSets()).hasSize(2);
  }

  @Test
  void aRefreshAndALateBuildKeepTheDigest() throws Exception {
    update("a:1.0.0-2@" + NEW);
    gerrit.onBranch("README", "moved on\n");
    gerrit.conflicts(1);
    ChartUpdate update = chartUpdate();

    for (Refresh refresh : new ChartRefresh(gerrit, gerrit, update).refreshes(target, false)) {
      update.run(refresh.target(), refresh.request(), refresh.seen());
    }
    update("a:1.0.0-1@" + OTHER);

    assertThat(gerrit.change(1).patchSets()).hasSize(2);
    assertThat(gerrit.file(1, "values.yaml")).isEqualTo(values("1.0.0-2", NEW));
    assertThat(gerrit.change(1).images()).isEqualTo(Map.of("a", "1.0.0-2@" + NEW));
  }

  @Test
  void theRegistrysDigestIsSetWhereTheRequestSaysNone() throws Exception {
    FakeRegistry registry = new FakeRegistry().has("a", "1.0.0-2").has("b", "1.0.0-2");
    tags =
        new RegistryTagCheck(
            new RegistryRules(
                URI.create("https://registry.example.com"),
                "proj",
                Check.REQUIRED,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Duration.ZERO),
            registry,
            Clock.systemUTC(),
            time -> {},
            Progress.silent());
    String digest = FakeRegistry.digestOf("a", "1.0.0-2").text();

    UpdateResult result = update("a:1.0.0-2");

    assertThat(gerrit.file(1, "values.yaml")).isEqualTo(values("1.0.0-2", digest));
    assertThat(result.notes()).isEmpty();
    assertThat(result.message()).contains("Model-Image: a:1.0.0-2@" + digest + "\n");
    assertThat(registry.requests).containsExactly("digest a:1.0.0-2");
    assertThat(update("a:1.0.0-2").outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(update("b:1.0.0-2").message()).contains("Model-Image: b:1.0.0-2\n");
  }

  @Test
  void aBumpWithoutADigestSaysThatTheEntryKeepsItsOwn() throws Exception {
    assertThat(update("a:1.0.0-2").notes())
        .anyMatch(note -> note.contains("the entry of image 'a' keeps its digest"));
  }

  @Test
  void aRollbackLeadsBackToTheDigestToo() throws Exception {
    gerrit.onBranch("values.yaml", values("1.0.0-2", NEW));

    chartUpdate().run(target, request(Image.gone("a")).holding("it breaks"));

    assertThat(gerrit.file(1, "values.yaml")).isEqualTo(values("1.0.0-1", OLD));
    assertThat(gerrit.change(1).current().message()).contains("Hold: a:1.0.0-1@" + OLD + "\n");
    assertThat(update("a:1.0.0-3@" + OTHER).outcome()).isEqualTo(Outcome.LEFT_ALONE);
  }

  private UpdateResult update(String image) throws Exception {
    return chartUpdate().run(target, request(target.images().parse(image)));
  }

  private static UpdateRequest request(Image image) {
    return new UpdateRequest(
        List.of(image), Optional.empty(), IfMissing.ADD_IF_NEW, true, false, false, false, false);
  }

  private ChartUpdate chartUpdate() {
    return TestUpdates.of(gerrit, gerrit, tags, Provenances.none(), new TrustingVerifier());
  }
}
