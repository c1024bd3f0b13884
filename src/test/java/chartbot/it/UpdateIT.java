package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.it.TestGerrit.TestAccount;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Readiness;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The main job against a real Gerrit; what is asserted is what Gerrit says. */
@RealGerrit
class UpdateIT {

  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;

  UpdateIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void aNewImageBecomesOneChangeWithExactlyItsFiles() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    Bot bot = new Bot(gerrit, project);

    UpdateResult result = bot.update(IMAGE + ":1.2.3-4");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    TestChange change = project.onlyOpenChange();
    assertThat(change.files().keySet())
        .containsExactly("templates/eric-enm-models-custom-service.yaml", "values.yaml");
    assertThat(change.subject()).isEqualTo("Add " + IMAGE + " 1.2.3-4");
    assertThat(change.topic()).isEqualTo("models");
    assertThat(change.hashtags()).containsExactlyInAnyOrder("chartbot", "enm");
    assertThat(change.message())
        .endsWith(
            "\n\nIssue-ID: ENM-1\nModel-Image: %s:1.2.3-4\nChange-Id: %s\n"
                .formatted(IMAGE, change.changeId()));
    assertThat(change.person("committer")).contains(gerrit.bot().email());
    assertThat(project.file(change, "values.yaml"))
        .isEqualTo(
            Bot.chartFile(
                    "values.yaml",
                    "      tag: \"1.0.0-1\"\n".substring(2),
                    """
                        tag: "1.0.0-1"
                      eric-enm-models-custom-service:
                        name: eric-enm-models-custom-service
                        tag: "1.2.3-4"
                    """)
                + """

                eric-enm-models-custom-service-job:
                  name: eric-enm-models-custom-service
                  restartPolicy: OnFailure
                """);
    assertThat(result.change().orElseThrow().number()).isEqualTo((int) change.number());
    assertThat(bot.pushes()).isEqualTo(1);
    assertThat(bot.restCalls()).isLessThanOrEqualTo(4);
  }

  @Test
  void theSameUpdateAgainPushesNothing() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-4");
    Bot again = new Bot(gerrit, project);

    UpdateResult result = again.update(IMAGE + ":1.2.3-4");

    assertThat(result.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
    assertThat(again.pushes()).isZero();
    assertThat(again.restCalls()).isLessThanOrEqualTo(3);
  }

  @Test
  void aNewerTagIsAPatchSetOfTheSameChange() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-9");
    String changeId = project.onlyOpenChange().changeId();

    UpdateResult result = new Bot(gerrit, project).update(IMAGE + ":1.2.3-10");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
    assertThat(project.onlyOpenChange().changeId()).isEqualTo(changeId);
    assertThat(project.onlyOpenChange().message())
        .contains("Model-Image: " + IMAGE + ":1.2.3-10\n");
  }

  @Test
  void aLateOlderTagIsSuperseded() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-10");

    UpdateResult result = new Bot(gerrit, project).update(IMAGE + ":1.2.3-9");

    assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(result.notes())
        .contains(IMAGE + ":1.2.3-9 is older than 1.2.3-10 in the open change");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
  }

  @Test
  void anOlderTagOnPurposeIsAPatchSetAndStays() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-10");

    new Bot(gerrit, project).allowDowngrade().update(IMAGE + ":1.2.3-9");
    UpdateResult again = new Bot(gerrit, project).update(IMAGE + ":1.2.3-9");

    assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
    assertThat(project.onlyOpenChange().message()).contains("Model-Image: " + IMAGE + ":1.2.3-9\n");
  }

  @Test
  void anOlderTagThanTheBranchOnPurposeStaysProposed() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).allowDowngrade().update("wait:0.9.0-1");

    UpdateResult late = new Bot(gerrit, project).update("wait:0.9.5-1");
    UpdateResult newer = new Bot(gerrit, project).update("wait:1.0.0-2");

    assertThat(late.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(newer.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().message()).contains("Model-Image: wait:1.0.0-2\n");
    assertThat(project.onlyOpenChange().message()).doesNotContain("Chartbot-Options");
  }

  @Test
  void anUnknownReviewerIsNamed() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    ReviewRules rules = Bot.review(List.of("nobody@example.com"), Readiness.UNCHANGED);

    assertThatThrownBy(() -> new Bot(gerrit, project).review(rules).update("wait:1.0.0-2"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("nobody@example.com")
        .hasMessageContaining("does not identify a registered user")
        .satisfies(
            e ->
                assertThat(((EnvironmentException) e).hint().orElse(""))
                    .contains("review.reviewers"));
    assertThat(project.openChanges()).isEmpty();
  }

  @Test
  void afterTheMergeTheSameTagIsUnchangedAndANewerOneIsANewChange() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-4");
    TestChange merged = project.onlyOpenChange();
    project.submit(merged);

    UpdateResult same = new Bot(gerrit, project).update(IMAGE + ":1.2.3-4");
    assertThat(same.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(project.openChanges()).isEmpty();

    UpdateResult older = new Bot(gerrit, project).update(IMAGE + ":1.2.3-3");
    assertThat(older.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(project.openChanges()).isEmpty();

    UpdateResult newer = new Bot(gerrit, project).update(IMAGE + ":1.2.3-5");
    assertThat(newer.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().changeId()).isNotEqualTo(merged.changeId());
    assertThat(project.onlyOpenChange().files().keySet()).containsExactly("values.yaml");
    assertThat(project.onlyOpenChange().subject()).isEqualTo("Update " + IMAGE + " to 1.2.3-5");
  }

  @Test
  void afterAnAbandonTheSameTagIsANewChangeEachTime() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    for (int time = 1; time <= 3; time++) {
      UpdateResult result = new Bot(gerrit, project).update(IMAGE + ":1.2.3-4");
      assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
      project.abandon(project.onlyOpenChange());
    }
    assertThat(project.changes())
        .extracting(TestChange::changeId)
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  void severalImagesAreOneChange() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);

    new Bot(gerrit, project)
        .update(IMAGE + ":1.2.3-4", "wait:1.0.0-2", "eric-enm-models-b:1.0.0-1");

    assertThat(project.onlyOpenChange().subject()).isEqualTo("Update 3 images");
    assertThat(project.onlyOpenChange().files().keySet())
        .containsExactly(
            "templates/eric-enm-models-b.yaml",
            "templates/eric-enm-models-custom-service.yaml",
            "values.yaml");
    UpdateResult again =
        new Bot(gerrit, project)
            .update("eric-enm-models-b:1.0.0-1", IMAGE + ":1.2.3-4", "wait:1.0.0-2");
    assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
  }

  @Test
  void aNamedGroupKeepsWhatItCarries() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).group("nightly").update(IMAGE + ":1.2.3-4");

    new Bot(gerrit, project).group("nightly").update("wait:1.0.0-2");

    assertThat(project.onlyOpenChange().message())
        .contains("Model-Image: " + IMAGE + ":1.2.3-4\n", "Model-Image: wait:1.0.0-2\n")
        .contains("Chartbot-Group: nightly\n");
  }

  @Test
  void aDryRunShowsTheDiffAndPushesNothing() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    Bot bot = new Bot(gerrit, project).dryRun();

    UpdateResult result = bot.update("wait:1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.PREVIEWED);
    assertThat(result.diff()).contains("-    tag: \"1.0.0-1\"\n+    tag: \"1.0.0-2\"\n");
    assertThat(result.message()).startsWith("Update wait to 1.0.0-2\n");
    assertThat(project.changes()).isEmpty();
    assertThat(bot.pushes()).isZero();
  }

  @Test
  void reviewersAreAskedOnceAndWorkInProgressIsKept() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    ReviewRules wip = Bot.review(List.of(gerrit.human().email()), Readiness.WIP);

    new Bot(gerrit, project).review(wip).update(IMAGE + ":1.2.3-4");

    assertThat(project.onlyOpenChange().isWorkInProgress()).isTrue();
    assertThat(project.onlyOpenChange().people("REVIEWER"))
        .anyMatch(p -> p.contains(gerrit.human().user()));
  }

  @Test
  void aChangeThatAPersonMarkedReadyStaysReady() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    ReviewRules wip = Bot.review(List.of(), Readiness.WIP);
    new Bot(gerrit, project).review(wip).update(IMAGE + ":1.2.3-4");
    gerrit
        .rest(gerrit.admin())
        .post(project.path(project.onlyOpenChange().number()) + "/ready", Map.of());

    new Bot(gerrit, project).review(wip).update(IMAGE + ":1.2.3-5");

    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
    assertThat(project.onlyOpenChange().isWorkInProgress()).isFalse();
  }

  @Test
  void aWrongPasswordIsNamedAndNeverShown() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    TestAccount wrong = new TestAccount(gerrit.bot().user(), "s3cret-and-wrong", "");

    assertThatThrownBy(() -> new Bot(gerrit, project).as(wrong).update(IMAGE + ":1.2.3-4"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("did not accept the credentials")
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isFalse())
        .hasMessageNotContaining("s3cret-and-wrong");
  }

  @Test
  void aMissingProjectIsNamed() {
    assertThatThrownBy(
            () -> new Bot(gerrit, Bot.target("it/nope", "master")).update(IMAGE + ":1.2.3-4"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("project it/nope")
        .hasMessageContaining("was not found");
  }

  @Test
  void aMissingBranchIsNamed() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);

    assertThatThrownBy(
            () -> new Bot(gerrit, Bot.target(project.name(), "nope")).update(IMAGE + ":1.2.3-4"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("branch 'nope' of project " + project.name())
        .hasMessageContaining("does not exist");
  }

  @Test
  void anEditThatFailsItsProofIsNotPushed() throws Exception {
    TestProject project =
        gerrit.newProject(
            Map.of(
                "Chart.yaml",
                "apiVersion: v2\nname: a\nversion: 1.0.0\n",
                "values.yaml",
                "images:\u2028a: {name: a, tag: 1.0.0-1}\n"));

    assertThatThrownBy(() -> new Bot(gerrit, project).withoutJob().update("a-new:1.0.0-2"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("values.yaml:1:8: the separator U+2028 hides");
    assertThat(project.openChanges()).isEmpty();
  }

  @Test
  void aMissingRightToPushIsNamed() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    gerrit.setAccess(project, "refs/for/refs/heads/*", "push", "BLOCK");

    assertThatThrownBy(() -> new Bot(gerrit, project).update(IMAGE + ":1.2.3-4"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Gerrit refused the push to refs/for/master of " + project.name())
        .satisfies(
            e ->
                assertThat(((EnvironmentException) e).hint().orElse(""))
                    .contains("right 'Push' on refs/for/"));
    assertThat(project.openChanges()).isEmpty();
  }

  @Test
  void aReadOnlyProjectIsNamed() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    gerrit
        .rest(gerrit.admin())
        .put(
            "/projects/" + chartbot.sandbox.GerritRest.segment(project.name()) + "/config",
            Map.of("state", "READ_ONLY"));

    assertThatThrownBy(() -> new Bot(gerrit, project).update(IMAGE + ":1.2.3-4"))
        .isInstanceOf(EnvironmentException.class)
        .satisfies(
            e ->
                assertThat(((EnvironmentException) e).hint().orElse(""))
                    .contains("the project is read-only"));
  }
}
