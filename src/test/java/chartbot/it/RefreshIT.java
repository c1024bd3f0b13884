package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ImageChange;
import chartbot.inspect.ChangeStatus;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Refresh and status of the bot's open changes, from what Gerrit says. */
@RealGerrit
class RefreshIT {

  private final TestGerrit gerrit;

  RefreshIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void afterOneOfThreeAppendsIsMergedOneRefreshMakesTheOthersMergeable() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    for (String name : List.of("a", "b", "c")) {
      new Bot(gerrit, project).update("eric-enm-models-" + name + ":1.0.0-1");
    }
    List<TestChange> open = project.openChanges();
    assertThat(open).hasSize(3);
    project.submit(byTitle(project, "eric-enm-models-b"));

    List<UpdateResult> results = new Bot(gerrit, project).refresh();

    assertThat(results).extracting(UpdateResult::outcome).containsOnly(Outcome.PUSHED).hasSize(2);
    assertThat(project.openChanges()).hasSize(2);
    for (TestChange change : project.openChanges()) {
      assertThat(mergeable(project, change)).isTrue();
      assertThat(change.patchSet()).isEqualTo(2);
    }
    project.submit(byTitle(project, "eric-enm-models-a"));
    new Bot(gerrit, project).refresh();
    project.submit(byTitle(project, "eric-enm-models-c"));
    assertThat(project.fileAtTip("values.yaml"))
        .contains("  eric-enm-models-a:\n", "  eric-enm-models-b:\n", "  eric-enm-models-c:\n");
  }

  @Test
  void aChangeThatMergesAndSaysTheSameKeepsItsPatchSet() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update("eric-enm-models-a:1.0.0-1");
    project.mergeElsewhere("README", "moved on\n");

    List<UpdateResult> results = new Bot(gerrit, project).refresh();

    assertThat(results).extracting(UpdateResult::outcome).containsExactly(Outcome.ALREADY_PROPOSED);
    assertThat(project.openChanges()).extracting(TestChange::patchSet).containsExactly(1);
  }

  @Test
  void aChangeAskedForWithoutJobStaysWithoutJob() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).withoutJob().update("eric-enm-models-a:1.0.0-1");
    project.mergeElsewhere("values.yaml", Bot.chartFile("values.yaml", "1.0.0-1", "1.0.0-2"));

    new Bot(gerrit, project).refresh();

    TestChange change = project.openChanges().get(0);
    assertThat(change.patchSet()).isEqualTo(2);
    assertThat(change.files().keySet()).containsExactly("values.yaml");
  }

  @Test
  void aTemplateThatIsToBeOverwrittenStaysOverwritten() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    String template = "templates/eric-enm-models-a.yaml";
    new Bot(gerrit, project).update("eric-enm-models-a:1.0.0-1");
    project.submit(project.onlyOpenChange());
    project.mergeElsewhere(template, "a: person's\n");
    new Bot(gerrit, project).overwriteTemplate().update("eric-enm-models-a:1.0.0-1");
    TestChange change = project.onlyOpenChange();

    List<UpdateResult> refreshed = new Bot(gerrit, project).refresh();
    UpdateResult plain = new Bot(gerrit, project).update("eric-enm-models-a:1.0.0-1");

    assertThat(refreshed)
        .extracting(UpdateResult::outcome)
        .containsExactly(Outcome.ALREADY_PROPOSED);
    assertThat(plain.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(project.onlyOpenChange().number()).isEqualTo(change.number());
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
    assertThat(project.onlyOpenChange().files().keySet()).containsExactly(template);
  }

  @Test
  void statusTellsWhatIsProposedFromWhereAndWhoHoldsIt() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update("wait:1.0.0-2");
    new Bot(gerrit, project).update("eric-enm-models-a:1.0.0-1");
    project.amend(
        gerrit.human(), byTitle(project, "eric-enm-models-a"), "README", "a person was here\n");
    TestChange theirs = byTitle(project, "eric-enm-models-a");
    gerrit
        .rest(gerrit.human())
        .put(
            project.path(theirs.number()) + "/message",
            Map.of("message", "My own words\n\nChange-Id: " + theirs.changeId() + "\n"));
    project.mergeElsewhere("values.yaml", Bot.chartFile("values.yaml", "1.0.0-1", "1.0.0-7"));

    List<ChangeStatus> statuses = new Bot(gerrit, project).status();

    assertThat(statuses)
        .extracting(status -> status.images().get(0))
        .containsExactly(
            new ImageChange("wait", Optional.of("1.0.0-7"), "1.0.0-2"),
            new ImageChange("eric-enm-models-a", Optional.empty(), "1.0.0-1"));
    assertThat(statuses).extracting(ChangeStatus::heldByOthers).containsExactly(false, true);
    assertThat(statuses).extracting(ChangeStatus::mergeable).containsExactly(false, false);
  }

  private boolean mergeable(TestProject project, TestChange change) throws Exception {
    return gerrit
        .rest(gerrit.admin())
        .get(project.path(change.number()) + "/revisions/current/mergeable")
        .getAsJsonObject()
        .get("mergeable")
        .getAsBoolean();
  }

  private static TestChange byTitle(TestProject project, String part) throws Exception {
    return project.openChanges().stream()
        .filter(change -> change.subject().contains(part))
        .findFirst()
        .orElseThrow();
  }
}
