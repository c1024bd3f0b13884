package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.it.TestGerrit.TestAccount;
import chartbot.sandbox.GerritRest;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the bot does where it may not do everything, each case with the guarantee checked. */
@RealGerrit
class RightsIT {

  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;

  RightsIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void aBlockOfAbandonDoesNotBindTheOwnerSoWhatIsCoveredGoes() throws Exception {
    TestProject project = proposed();
    TestChange single = project.onlyOpenChange();
    gerrit.setAccess(project, "refs/heads/*", "abandon", "BLOCK");

    new Bot(gerrit, project).update(IMAGE + ":1.2.3-5", "wait:1.0.0-2");

    assertThat(project.onlyOpenChange().number()).isNotEqualTo(single.number());
    assertThat(project.change(single.number()).status()).isEqualTo("ABANDONED");
  }

  @Test
  void aChangeThatAnotherAccountOwnsIsNotAbandonedButTold() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    TestAccount earlier = gerrit.newAccount("earlier-bot");
    new Bot(gerrit, project).as(earlier).update(IMAGE + ":1.2.3-4");
    TestChange theirs = project.onlyOpenChange();

    UpdateResult result = new Bot(gerrit, project).update(IMAGE + ":1.2.3-5", "wait:1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(result.notes())
        .anyMatch(note -> note.startsWith("change " + theirs.number() + " is about " + IMAGE));
    assertThat(project.openChanges()).hasSize(2);
    assertThat(project.change(theirs.number()).patchSet()).isEqualTo(1);
  }

  @Test
  void anAccountThatTakesOverLeavesTheEarlierOnesChangeAloneUntilForced() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    TestAccount earlier = gerrit.newAccount("earlier-bot");
    new Bot(gerrit, project).as(earlier).update(IMAGE + ":1.2.3-4");

    UpdateResult polite = new Bot(gerrit, project).update(IMAGE + ":1.2.3-5");
    assertThat(polite.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);

    UpdateResult forced = new Bot(gerrit, project).force().update(IMAGE + ":1.2.3-5");
    assertThat(forced.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().message()).contains(IMAGE + ":1.2.3-5\n");
    UpdateResult later = new Bot(gerrit, project).update(IMAGE + ":1.2.3-6");
    assertThat(later.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(3);
  }

  @Test
  void aForcedRunThatMayNotAddAPatchSetSaysWhose() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    TestAccount earlier = gerrit.newAccount("earlier-bot");
    new Bot(gerrit, project).as(earlier).update(IMAGE + ":1.2.3-4");
    gerrit.setAccess(project, "refs/for/refs/heads/*", "addPatchSet", "BLOCK");

    assertThatThrownBy(() -> new Bot(gerrit, project).force().update(IMAGE + ":1.2.3-5"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("cannot add patch set")
        .satisfies(
            e ->
                assertThat(((EnvironmentException) e).hint().orElse(""))
                    .contains("somebody else's"));
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
  }

  @Test
  void aBlockOfHashtagsDoesNotBindTheOwner() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    gerrit.setAccess(project, "refs/heads/*", "editHashtags", "BLOCK");

    new Bot(gerrit, project).update(IMAGE + ":1.2.3-4");
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-5");

    assertThat(project.onlyOpenChange().hashtags()).containsExactly("chartbot", "enm");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
  }

  @Test
  void aChangeThatTheAccountCannotSeeIsNamedAsSuch() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    String preview = new Bot(gerrit, project).dryRun().update(IMAGE + ":1.2.3-4").message();
    gerrit
        .rest(gerrit.human())
        .post(
            "/changes/",
            Map.of(
                "project",
                project.name(),
                "branch",
                TestProject.BRANCH,
                "subject",
                "Mine\n\n" + preview.substring(preview.indexOf("Change-Id: ")),
                "is_private",
                true));
    Bot bot = new Bot(gerrit, project);

    assertThatThrownBy(() -> bot.update(IMAGE + ":1.2.3-4"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("that the account cannot see")
        .hasMessageNotContaining("may have been taken");
    assertThat(bot.pushes()).isLessThan(8);
  }

  @Test
  void aTopicThatTheAccountMayNotEditIsNoHindrance() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    gerrit.setAccess(project, "refs/heads/*", "editTopicName", "BLOCK");

    new Bot(gerrit, project).update(IMAGE + ":1.2.3-4");
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-5");

    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
  }

  @Test
  void aReadOnlyProjectKeepsItsOpenChangeAndTheRefusalSaysWhy() throws Exception {
    TestProject project = proposed();
    setState(project, "READ_ONLY");

    UpdateResult same = new Bot(gerrit, project).update(IMAGE + ":1.2.3-4");
    assertThat(same.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThatThrownBy(() -> new Bot(gerrit, project).update(IMAGE + ":1.2.3-5"))
        .isInstanceOf(EnvironmentException.class)
        .satisfies(
            e ->
                assertThat(((EnvironmentException) e).hint().orElse(""))
                    .contains("the project is read-only"));
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);

    setState(project, "ACTIVE");
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-5");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
  }

  @Test
  void whatIsSuperfluousInAReadOnlyProjectIsAbandonedAllTheSame() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update("wait:1.0.0-2");
    project.mergeElsewhere("values.yaml", Bot.chartFile("values.yaml", "1.0.0-1", "1.0.0-3"));
    setState(project, "READ_ONLY");

    UpdateResult result = new Bot(gerrit, project).update("wait:1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(project.changes()).extracting(TestChange::status).containsExactly("ABANDONED");
  }

  private TestProject proposed() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-4");
    return project;
  }

  private void setState(TestProject project, String state) throws Exception {
    gerrit
        .rest(gerrit.admin())
        .put("/projects/" + GerritRest.segment(project.name()) + "/config", Map.of("state", state));
  }
}
