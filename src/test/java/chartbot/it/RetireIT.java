package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import org.junit.jupiter.api.Test;

/** What a merged retirement says to builds that come later. */
@RealGerrit
class RetireIT {

  private static final String IMAGE = "eric-enm-models-Custom-service";

  private final TestGerrit gerrit;

  RetireIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void aMergedRetirementTurnsLateBuildsAwayUntilSomebodySaysOtherwise() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    String other = IMAGE + "-2";
    merged(project, new Bot(gerrit, project).withoutJob().update(IMAGE + ":1.0.0-1"));
    merged(project, new Bot(gerrit, project).withoutJob().update(other + ":1.0.0-1"));
    merged(project, new Bot(gerrit, project).retire(IMAGE));

    Bot late = new Bot(gerrit, project).ifMissing(IfMissing.ADD_IF_NEW).withoutJob();
    UpdateResult result = late.update(IMAGE + ":1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.RETIRED);
    assertThat(late.restCalls()).isLessThanOrEqualTo(4);
    assertThat(new Bot(gerrit, project).retire(IMAGE).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(
            new Bot(gerrit, project)
                .ifMissing(IfMissing.ADD_IF_NEW)
                .withoutJob()
                .update(other + ":1.0.0-2")
                .outcome())
        .isEqualTo(Outcome.PUSHED);
    assertThat(
            new Bot(gerrit, project)
                .ifMissing(IfMissing.ADD)
                .withoutJob()
                .update(IMAGE + ":1.0.0-2")
                .outcome())
        .isEqualTo(Outcome.PUSHED);
  }

  @Test
  void aRenameIsOneChangeThatTurnsLateBuildsOfTheOldNameAway() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    merged(project, new Bot(gerrit, project).rename("wait", "wait-longer"));

    UpdateResult late =
        new Bot(gerrit, project).ifMissing(IfMissing.ADD_IF_NEW).update("wait:2.0.0-1");

    assertThat(project.fileAtTip("values.yaml"))
        .isEqualTo(Bot.CHART.get("values.yaml").replace("name: wait\n", "name: wait-longer\n"));
    assertThat(late.outcome()).isEqualTo(Outcome.RETIRED);
    assertThat(late.notes()).anyMatch(note -> note.contains("renamed to wait-longer"));
    assertThat(new Bot(gerrit, project).update("wait-longer:2.0.0-1").outcome())
        .isEqualTo(Outcome.PUSHED);
  }

  private static void merged(TestProject project, UpdateResult result) throws Exception {
    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    project.submit(project.onlyOpenChange());
  }
}
