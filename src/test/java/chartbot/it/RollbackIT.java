package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.Image;
import chartbot.lifecycle.Hold;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A rollback, and builds that come too late for it. */
@RealGerrit
class RollbackIT {

  private static final int LATE_BUILDS = 12;

  private final TestGerrit gerrit;

  RollbackIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void ofTwelveLateBuildsAtOnceNoneGetsThroughAFreshRollback() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    merged(project, new Bot(gerrit, project).update("wait:1.0.0-2"));
    project.mergeElsewhere("README", "moved on\n");
    merged(project, new Bot(gerrit, project).update("wait:1.0.0-3"));

    UpdateResult rollback =
        new Bot(gerrit, project).rollback(Image.gone("wait"), "breaks \"the\" upgrade: ENM-1");
    assertThat(rollback.message())
        .contains("Hold: wait:1.0.0-2\nHold-Reason: breaks \"the\" upgrade: ENM-1\n");
    assertThat(new Bot(gerrit, project).update("wait:1.0.0-9").outcome())
        .isEqualTo(Outcome.LEFT_ALONE);
    merged(project, rollback);

    ExecutorService threads = Executors.newFixedThreadPool(LATE_BUILDS);
    List<Future<UpdateResult>> builds = new ArrayList<>();
    for (int i = 0; i < LATE_BUILDS; i++) {
      String image = "wait:1.0.0-" + (4 + i);
      builds.add(threads.submit(() -> new Bot(gerrit, project).update(image)));
    }
    for (Future<UpdateResult> build : builds) {
      assertThat(build.get().outcome()).isEqualTo(Outcome.LEFT_ALONE);
      assertThat(build.get().notes())
          .anyMatch(note -> note.contains("is held at 1.0.0-2 by change "))
          .anyMatch(note -> note.contains("breaks \"the\" upgrade: ENM-1"));
    }
    threads.shutdown();
    assertThat(project.openChanges()).isEmpty();

    assertThat(new Bot(gerrit, project).unhold("wait"))
        .extracting(Hold::merged)
        .containsExactly(true);
    assertThat(new Bot(gerrit, project).unhold("wait")).isEmpty();
    assertThat(new Bot(gerrit, project).update("wait:1.0.0-9").outcome()).isEqualTo(Outcome.PUSHED);
  }

  @Test
  void updatesAndRollbacksAtOnceEndInOneChangeThatHolds() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    merged(project, new Bot(gerrit, project).update("wait:1.0.0-3"));
    ExecutorService threads = Executors.newFixedThreadPool(LATE_BUILDS);
    List<Future<UpdateResult>> runs = new ArrayList<>();
    for (int i = 0; i < LATE_BUILDS; i++) {
      Bot bot = new Bot(gerrit, project);
      String newer = "wait:1.0.0-" + (4 + i);
      boolean isRollback = i % 2 == 0;
      runs.add(
          threads.submit(
              () ->
                  isRollback
                      ? bot.rollback(new Image("wait", "1.0.0-2"), "it breaks")
                      : bot.update(newer)));
    }
    for (Future<UpdateResult> run : runs) {
      assertThat(run.get().outcome())
          .isIn(Outcome.PUSHED, Outcome.ALREADY_PROPOSED, Outcome.LEFT_ALONE, Outcome.SUPERSEDED);
    }
    threads.shutdown();

    assertThat(project.onlyOpenChange().message()).contains("Hold: wait:1.0.0-2\n");
    project.submit(project.onlyOpenChange());
    assertThat(new Bot(gerrit, project).update("wait:1.0.0-99").outcome())
        .isEqualTo(Outcome.LEFT_ALONE);
    assertThat(project.fileAtTip("values.yaml")).contains("tag: \"1.0.0-2\"");
  }

  private static void merged(TestProject project, UpdateResult result) throws Exception {
    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    project.submit(project.onlyOpenChange());
  }
}
