package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.sandbox.GerritRest;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Approved;
import chartbot.target.ReviewRules.Readiness;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people do to the bot's change, and what that keeps the bot from. */
@RealGerrit
class HeldIT {

  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;

  HeldIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void aRebaseByAPersonHoldsNothing() throws Exception {
    TestProject project = proposed(IMAGE + ":1.0.0-2");
    project.mergeElsewhere("README", "moved on\n");
    gerrit
        .rest(gerrit.admin())
        .post(project.path(project.onlyOpenChange().number()) + "/rebase", Map.of());
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);

    UpdateResult result = new Bot(gerrit, project).update(IMAGE + ":1.0.0-3");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(3);
  }

  @Test
  void aVetoIsNamedByItsPerson() throws Exception {
    TestProject project = proposed(IMAGE + ":1.0.0-2");
    project.vote(gerrit.admin(), project.onlyOpenChange(), -2);

    UpdateResult result = new Bot(gerrit, project).update(IMAGE + ":1.0.0-3");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(result.notes())
        .anyMatch(note -> note.contains("it has a Code-Review -2 by Administrator"));
  }

  @Test
  void aHoldIsNamedByWhoSetTheHashtag() throws Exception {
    TestProject project = proposed(IMAGE + ":1.0.0-2");
    gerrit
        .rest(gerrit.admin())
        .post(
            project.path(project.onlyOpenChange().number()) + "/hashtags",
            Map.of("add", List.of("chartbot: ignore")));

    UpdateResult result = new Bot(gerrit, project).update(IMAGE + ":1.0.0-3");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(result.notes()).anyMatch(note -> note.contains("set by Administrator"));
  }

  @Test
  void anotherBotsChangeIsNamedWhereItHoldsWhatWasAskedFor() throws Exception {
    TestProject project = proposed(IMAGE + ":1.0.0-2");
    Bot other = new Bot(gerrit, project).as(gerrit.newAccount("other"));

    UpdateResult result = other.update(IMAGE + ":1.0.0-3");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(result.notes())
        .anyMatch(note -> note.contains("patch set 1 was uploaded by "))
        .contains(IMAGE + ":1.0.0-3 is not proposed");
    assertThat(project.openChanges()).hasSize(1);
  }

  @Test
  void anApprovedChangeThatIsKeptMergesAndARefreshProposesTheNewerTagThen() throws Exception {
    TestProject project = proposed(IMAGE + ":1.0.0-2");
    TestChange change = project.onlyOpenChange();
    project.vote(gerrit.admin(), change, 2);
    ReviewRules keep = Bot.review(List.of(), Readiness.UNCHANGED).withApproved(Approved.KEEP);

    UpdateResult result = new Bot(gerrit, project).review(keep).update(IMAGE + ":1.0.0-3");

    assertThat(result.outcome()).isEqualTo(Outcome.WAITING_FOR_MERGE);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
    project.submit(change);
    assertThat(new Bot(gerrit, project).review(keep).refresh())
        .extracting(UpdateResult::outcome)
        .containsExactly(Outcome.PUSHED);
    assertThat(project.file(project.onlyOpenChange(), "values.yaml")).contains("1.0.0-3");
  }

  @Test
  void whoeverBuildsOnAnAbandonedChangeIsToldOnThatChange() throws Exception {
    TestProject project = proposed("wait:1.0.0-2");
    TestChange change = project.onlyOpenChange();
    GerritRest human = gerrit.rest(gerrit.human());
    long theirs =
        human
            .post(
                "/changes/",
                Map.of(
                    "project",
                    project.name(),
                    "branch",
                    TestProject.BRANCH,
                    "subject",
                    "On top",
                    "base_change",
                    Long.toString(change.number())))
            .getAsJsonObject()
            .get("_number")
            .getAsLong();
    project.mergeElsewhere("values.yaml", Bot.chartFile("values.yaml", "1.0.0-1", "1.0.0-2"));

    UpdateResult result = new Bot(gerrit, project).update("wait:1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(result.notes()).anyMatch(note -> note.startsWith("change " + theirs + " builds on"));
    assertThat(human.get(project.path(theirs) + "/messages").toString())
        .contains("chartbot has abandoned change " + change.number());
  }

  private TestProject proposed(String image) throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(image);
    return project;
  }
}
