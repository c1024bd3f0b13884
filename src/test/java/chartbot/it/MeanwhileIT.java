package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import org.junit.jupiter.api.Test;

/** Races staged one by one: what others do between a run's look at its change and its push. */
@RealGerrit
class MeanwhileIT {

  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;

  MeanwhileIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void aPatchSetThatAPersonUploadsMeanwhileIsPutBackOnTopAndRespected() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.0.0-1");
    Bot bot =
        new Bot(gerrit, project)
            .beforePush(
                () ->
                    project.amend(
                        gerrit.human(), project.onlyOpenChange(), "README", "a person's\n"));

    UpdateResult result = bot.update(IMAGE + ":1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    TestChange change = project.onlyOpenChange();
    assertThat(project.file(change, "README")).isEqualTo("a person's\n");
    assertThat(project.file(change, "values.yaml")).contains("1.0.0-1").doesNotContain("1.0.0-2");
    new Bot(gerrit, project).update(IMAGE + ":1.0.0-3");
    assertThat(project.file(project.onlyOpenChange(), "README")).isEqualTo("a person's\n");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(change.patchSet());
  }

  @Test
  void aPatchSetThatIsNotPutBackAtOnceIsPutBackInTheNextRound() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.0.0-1");
    Bot bot =
        new Bot(gerrit, project)
            .putBackFails()
            .beforePush(
                () ->
                    project.amend(
                        gerrit.human(), project.onlyOpenChange(), "README", "a person's\n"));

    UpdateResult result = bot.update(IMAGE + ":1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(project.file(project.onlyOpenChange(), "README")).isEqualTo("a person's\n");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(4);
  }

  @Test
  void aNewerTagThatAnotherRunPushesMeanwhileIsNotTakenBack() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.0.0-1");
    Bot slow =
        new Bot(gerrit, project)
            .beforePush(() -> new Bot(gerrit, project).update(IMAGE + ":1.0.0-7"));

    slow.update(IMAGE + ":1.0.0-5");

    assertThat(project.onlyOpenChange().message()).contains(IMAGE + ":1.0.0-7\n");
  }

  @Test
  void aChangeThatAnotherRunCreatesMeanwhileIsTheOne() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    Bot slow =
        new Bot(gerrit, project)
            .beforePush(() -> new Bot(gerrit, project).update(IMAGE + ":1.0.0-1"));

    UpdateResult result = slow.update(IMAGE + ":1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().message()).contains(IMAGE + ":1.0.0-2\n");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
  }

  @Test
  void aBranchThatMovesMeanwhileIsBuiltUponInTheEnd() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    Bot slow =
        new Bot(gerrit, project)
            .beforePush(
                () ->
                    project.mergeElsewhere(
                        "values.yaml", Bot.chartFile("values.yaml", "replicas: 1", "replicas: 2")));

    slow.update(IMAGE + ":1.0.0-2");

    assertThat(project.onlyOpenChange().files().keySet())
        .containsExactly("templates/eric-enm-models-custom-service.yaml", "values.yaml");
  }

  @Test
  void aMergeMeanwhileEndsInANewChange() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.0.0-1");
    Bot slow = new Bot(gerrit, project).beforePush(() -> project.submit(project.onlyOpenChange()));

    UpdateResult result = slow.update(IMAGE + ":1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().subject()).isEqualTo("Update " + IMAGE + " to 1.0.0-2");
  }

  @Test
  void anAbandonMeanwhileEndsInANewChange() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.0.0-1");
    Bot slow = new Bot(gerrit, project).beforePush(() -> project.abandon(project.onlyOpenChange()));

    UpdateResult result = slow.update(IMAGE + ":1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().message()).contains(IMAGE + ":1.0.0-2\n");
  }
}
