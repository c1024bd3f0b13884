package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.VersionBump;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chart's own version, which goes up once with each change. */
@RealGerrit
class VersionIT {

  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;

  private TestProject project;

  VersionIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @BeforeEach
  void aChartOfVersion100() throws Exception {
    project = gerrit.newProject(Bot.CHART);
  }

  @Test
  void aNewerTagIsAPatchSetOfTheSameVersion() throws Exception {
    bot().update(IMAGE + ":1.2.3-4");
    bot().update(IMAGE + ":1.2.3-5");

    TestChange change = only();
    assertThat(change.patchSet()).isEqualTo(2);
    assertThat(project.file(change, "Chart.yaml"))
        .isEqualTo(Bot.chartFile("Chart.yaml", "1.0.0", "1.0.1"));
    assertThat(change.message())
        .contains("\n- " + IMAGE + ": added at 1.2.3-5\n- chart version: 1.0.0 -> 1.0.1\n\n");
  }

  @Test
  void whatTheBranchHasAlreadyChangesNoVersion() throws Exception {
    bot().update(IMAGE + ":1.2.3-4");
    assertThat(bot().update(IMAGE + ":1.2.3-4").outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    project.submit(only());

    UpdateResult again = bot().update(IMAGE + ":1.2.3-4");

    assertThat(again.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(project.fileAtTip("Chart.yaml")).contains("version: 1.0.1\n");
  }

  @Test
  void aVersionThatAnotherChangeTookIsCountedAnew() throws Exception {
    bot().update(IMAGE + ":1.2.3-4");
    project.mergeElsewhere("Chart.yaml", Bot.chartFile("Chart.yaml", "1.0.0", "1.0.1"));

    List<UpdateResult> refreshed = bot().refresh();

    assertThat(refreshed).extracting(UpdateResult::outcome).containsExactly(Outcome.PUSHED);
    assertThat(only().patchSet()).isEqualTo(2);
    assertThat(project.file(only(), "Chart.yaml")).contains("version: 1.0.2\n");
    assertThat(bot().refresh())
        .extracting(UpdateResult::outcome)
        .containsExactly(Outcome.ALREADY_PROPOSED);
  }

  @Test
  void aBranchThatMovesWithoutTheVersionCostsNoPatchSet() throws Exception {
    bot().update(IMAGE + ":1.2.3-4");
    project.mergeElsewhere("README", "moved on\n");

    assertThat(bot().refresh())
        .extracting(UpdateResult::outcome)
        .containsExactly(Outcome.ALREADY_PROPOSED);
    assertThat(only().patchSet()).isEqualTo(1);
  }

  private Bot bot() {
    return new Bot(gerrit, project).bump(VersionBump.PATCH);
  }

  private TestChange only() throws Exception {
    assertThat(project.changes()).hasSize(1);
    return project.changes().get(0);
  }
}
