package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import org.junit.jupiter.api.Test;

/** Pushes whose answer is lost on the way back. */
@RealGerrit
class CutConnectionIT {

  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;

  CutConnectionIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void aPushThatWasTakenThoughTheAnswerWasLostIsFoundAndNotRepeated() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    try (PushProxy proxy = PushProxy.cutting(gerrit.url(), 1)) {

      UpdateResult result =
          new Bot(gerrit, project).through(proxy.url()).update(IMAGE + ":1.2.3-4");

      assertThat(proxy.cutsLeft()).isZero();
      assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    }
    assertThat(project.openChanges()).extracting(TestChange::patchSet).containsExactly(1);
  }

  @Test
  void aLostAnswerToAPatchSetIsFoundToo() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-4");
    try (PushProxy proxy = PushProxy.cutting(gerrit.url(), 2)) {

      UpdateResult result =
          new Bot(gerrit, project).through(proxy.url()).update(IMAGE + ":1.2.3-5");

      assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    }
    assertThat(project.openChanges()).extracting(TestChange::patchSet).containsExactly(2);
    assertThat(project.openChanges().get(0).message()).contains(IMAGE + ":1.2.3-5\n");
  }
}
