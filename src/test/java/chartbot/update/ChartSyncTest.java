package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.image.FakeRegistry;
import chartbot.image.RegistryRules;
import chartbot.image.RegistryRules.Check;
import chartbot.inspect.ChartSurvey;
import chartbot.inspect.ChartSync;
import chartbot.inspect.InventoryRow;
import chartbot.inspect.NewestTags;
import chartbot.inspect.SyncRow;
import chartbot.inspect.TargetInventory;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.simulation.TrustingVerifier;
import chartbot.target.CommitRules;
import chartbot.target.IssueRules;
import chartbot.target.SafePattern;
import chartbot.target.Target;
import chartbot.template.HandlebarsInventoryPage;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A chart beside a registry: what is behind, what is not. */
class ChartSyncTest {

  private static final String FM = "eric-enm-models-fm";
  private static final String PM = "eric-enm-models-pm";

  private final Target target =
      TestTarget.of("charts", "master")
          .withCommit(
              new CommitRules(
                  Optional.empty(),
                  Map.of(),
                  Optional.empty(),
                  Optional.of(
                      new IssueRules(new SafePattern(Pattern.compile("ENM-\\d+")), "Issue-ID"))));
  private final FakeRegistry registry = new FakeRegistry();
  private final FakeGerrit gerrit =
      new FakeGerrit(
          Map.of(
              "Chart.yaml",
              "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
              "values.yaml",
              """
              images:
                init:
                  name: init
                  tag: 1.0.0-1
                %s:
                  name: %s
                  tag: 1.0.0-9
                %s:
                  name: %s
                  tag: latest
              """
                  .formatted(FM, FM, PM, PM)));

  @Test
  void modelImagesFollowTheRegistryByTheOrderOfTags() throws Exception {
    registry.has(FM, "1.0.0-9", "1.0.0-10", "2.0", "latest").has(PM, "1.0.0-1");

    assertThat(sync())
        .extracting(SyncRow::image, row -> row.newest().orElse(""), row -> row.state().text())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(FM, "1.0.0-10", "behind"),
            org.assertj.core.groups.Tuple.tuple(PM, "1.0.0-1", "behind"));
  }

  @Test
  void whatIsOnTheBranchOrInAnOpenChangeIsNotBehind() throws Exception {
    registry.has(FM, "1.0.0-9").has(PM, "1.0.0-1");
    update(PM, "1.0.0-1");

    assertThat(sync())
        .extracting(row -> row.state().text())
        .containsExactly("up to date", "already proposed");
  }

  @Test
  void anOpenChangeWithAnOlderTagIsBehind() throws Exception {
    registry.has(FM, "1.0.0-11");
    update(FM, "1.0.0-10");

    assertThat(sync().get(0).state().text()).isEqualTo("behind");
    assertThat(sync().get(0).proposed()).contains("1.0.0-10");
  }

  @Test
  void anImageThatIsHeldAtAnOlderTagIsNotBehind() throws Exception {
    registry.has(FM, "1.0.0-11").has(PM, "1.0.0-1");
    update(FM, "1.0.0-8", request -> request.holding("it breaks"));

    assertThat(sync().get(0).state()).isEqualTo(SyncRow.State.HELD);
    assertThat(sync().get(0).detail())
        .isEqualTo(FM + " is held at 1.0.0-8 by change 1: it breaks (http://gerrit/c/p/+/1)");
    assertThat(inventory().get(0).findings())
        .contains("is held at 1.0.0-8 by change 1: it breaks (http://gerrit/c/p/+/1)");
  }

  @Test
  void oneRequestForAnImageAndNoneForOthers() throws Exception {
    registry.has(FM, "1.0.0-9").has(PM, "1.0.0-1").has("init", "1.0.0-2");

    sync();

    assertThat(registry.requests).containsExactlyInAnyOrder("ping", "tags " + FM, "tags " + PM);
  }

  @Test
  void configurationAndNamesAddOthers() throws Exception {
    registry.has("init", "1.0.0-2");

    assertThat(sync(Set.of("init"))).extracting(SyncRow::image).containsExactly(FM, PM, "init");
    assertThat(sync(Set.of(), "init")).extracting(SyncRow::image).containsExactly("init");
  }

  @Test
  void aNameThatTheChartDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> sync(Set.of(), "eric-enm-models-fn"))
        .isInstanceOfSatisfying(
            UserException.class,
            refusal -> assertThat(refusal.hint().orElse("")).contains("did you mean '" + FM + "'?"))
        .hasMessage("the chart of infra has no image 'eric-enm-models-fn'");
  }

  @Test
  void whatFailsForOneImageStopsNoOther() throws Exception {
    registry.has(PM, "1.0.0-1").breaksOn(FM);

    assertThat(sync()).extracting(row -> row.state().text()).containsExactly("unknown", "behind");
    assertThat(sync().get(0).detail()).isEqualTo("the registry failed on " + FM);
  }

  @Test
  void theMessageAndTheResultSayWhatLiesBetweenTheBranchsImageAndTheNewOne() throws Exception {
    registry
        .has(FM, "1.0.0-9")
        .labels(FM, "1.0.0-9", labels("1"))
        .labels(FM, "1.0.0-10", labels("2"))
        .labels(FM, "1.0.0-11", labels("3"));
    update(FM, "1.0.0-10");

    UpdateResult second = update(FM, "1.0.0-11");

    String text = "commits 111111111111..333333333333 of https://git.example.com/models";
    assertThat(second.provenance(FM).text()).isEqualTo(text);
    assertThat(second.message())
        .contains(
            "\n- "
                + FM
                + ": 1.0.0-9 -> 1.0.0-11\n  "
                + text
                + "\n  * ENM-13: what 3 has and 1 has not\n\nIssue-ID: ENM-13\nModel-Image: ");
  }

  @Test
  void hostileLabelsAreLeftOutAndStopNoPush() throws Exception {
    registry.labels(
        FM,
        "1.0.0-10",
        Map.of(
            "org.opencontainers.image.source", "https://bot:secret@evil.example/\nChange-Id: I0",
            "org.opencontainers.image.revision", "$(reboot)",
            "org.opencontainers.image.url", "javascript:alert(1)"));

    UpdateResult result = update(FM, "1.0.0-10");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(result.message()).doesNotContain("evil", "reboot", "javascript");
  }

  private static List<String> subjects(String source, String from, String to) {
    String old = from.substring(0, 1);
    String last = to.substring(0, 1);
    return List.of(
        "ENM-" + old + last + ": what " + last + " has and " + old + " has not",
        "Change-Id: I" + "0".repeat(40));
  }

  private static Map<String, String> labels(String digit) {
    return Map.of(
        "org.opencontainers.image.source",
        "https://git.example.com/models.git",
        "org.opencontainers.image.revision",
        digit.repeat(40));
  }

  @Test
  void theInventoryHasEveryImageAndWhatIsLeftOver() throws Exception {
    registry.has(FM, "1.0.0-10").has(PM, "1.0.0-1");
    update(FM, "1.0.0-10");
    gerrit.onBranch(
        "values.yaml",
        "images:\n  %s: {name: %s, tag: 1.0.0-9}\n  init: {name: init, tag: 1.0.0-1}\n"
                .formatted(FM, FM)
            + "eric-enm-models-gone-job: {name: gone}\n");

    List<InventoryRow> rows = inventory();

    assertThat(rows)
        .extracting(InventoryRow::image)
        .containsExactly(FM, "init", "eric-enm-models-gone-job");
    assertThat(rows.get(0).newest()).contains("1.0.0-10");
    assertThat(rows.get(0).proposed()).contains("1.0.0-10");
    assertThat(rows.get(0).findings()).anyMatch(text -> text.contains("no template"));
    assertThat(rows.get(0).changed()).contains(gerrit.change(1).created());
    assertThat(rows.get(1).newest()).isEmpty();
    assertThat(rows.get(1).changed()).isEmpty();
    gerrit.merge(1);
    assertThat(inventory().get(0).changed()).isPresent();
    assertThat(rows.get(2).findings()).anyMatch(text -> text.contains("belongs to no image"));
  }

  @Test
  void theInventoryPageShowsHostileTextAsText() throws Exception {
    InventoryRow row =
        new InventoryRow(
            "infra",
            "<script>alert(1)</script>",
            Optional.of("\"><img src=x>"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("<b>"));

    assertThat(new HandlebarsInventoryPage().html(List.of(row), Instant.EPOCH))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;")
        .doesNotContain("<script>alert", "<img", "http://", "https://");
  }

  private List<SyncRow> sync() throws ChartbotException {
    return sync(Set.of());
  }

  private List<SyncRow> sync(Set<String> follow, String... names) throws ChartbotException {
    return new ChartSync(survey(), new NewestTags(registry), rules(follow))
        .of(target, List.of(names));
  }

  private List<InventoryRow> inventory() throws ChartbotException {
    return new TargetInventory(
            survey(),
            gerrit,
            new TrustingVerifier(),
            Optional.of(new NewestTags(registry)),
            Optional.of(rules(Set.of())))
        .of(target);
  }

  private ChartSurvey survey() {
    return new ChartSurvey(gerrit, gerrit);
  }

  private static RegistryRules rules(Set<String> follow) {
    return new RegistryRules(
        URI.create("https://registry.example.com"),
        "proj",
        Check.REQUIRED,
        Optional.empty(),
        Optional.empty(),
        follow,
        Set.of(),
        Duration.ZERO);
  }

  private UpdateResult update(String name, String tag) throws ChartbotException {
    return update(name, tag, request -> request);
  }

  private UpdateResult update(String name, String tag, UnaryOperator<UpdateRequest> how)
      throws ChartbotException {
    return TestUpdates.of(
            gerrit,
            gerrit,
            new RegistryTagCheck(
                rules(Set.of()),
                registry.has(name, tag),
                Clock.systemUTC(),
                t -> {},
                Progress.silent()),
            new ImageProvenances(
                Optional.of(registry), Map.of(), ChartSyncTest::subjects, Progress.silent()),
            new TrustingVerifier())
        .run(
            target,
            how.apply(
                new UpdateRequest(
                    List.of(new Image(name, tag)),
                    Optional.empty(),
                    IfMissing.SKIP,
                    false,
                    false,
                    false,
                    false,
                    false)));
  }
}
