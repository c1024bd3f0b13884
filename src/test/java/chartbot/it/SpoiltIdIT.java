package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several open changes with one Change-Id, as runs leave them that race and die at their push. */
@RealGerrit
class SpoiltIdIT {

  private static final String IMAGE = "eric-enm-models-custom-service";
  private static final int RACERS = 6;
  private static final int ATTEMPTS = 30;

  private final TestGerrit gerrit;
  private final TestReporter reporter;

  SpoiltIdIT(TestGerrit gerrit, TestReporter reporter) {
    this.gerrit = gerrit;
    this.reporter = reporter;
  }

  @Test
  void aNewerTagEndsInOneChangeWithAnotherId() throws Exception {
    TestProject project = duplicate();
    String id = project.openChanges().get(0).changeId();

    UpdateResult result = new Bot(gerrit, project).update(IMAGE + ":1.0.0-20");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().changeId()).isNotEqualTo(id);
    assertThat(project.onlyOpenChange().message()).contains(IMAGE + ":1.0.0-20\n");
    assertThatLaterRunsGoOn(project);
  }

  @Test
  void theNewestTagThatWasLeftIsKeptAndTheOthersGo() throws Exception {
    TestProject project = duplicate();
    String newest = newest(project);

    new Bot(gerrit, project).update(IMAGE + ":1.0.0-1");

    assertThat(newest(project)).isEqualTo(newest);
    assertThat(project.openChanges()).hasSize(1);
    assertThatLaterRunsGoOn(project);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0-1", "1.0.0-20"})
  void whereTheBotMayDeleteItsChangesTheIdIsHealed(String tag) throws Exception {
    TestProject project = duplicate();
    gerrit.setAccess(project, "refs/heads/*", "deleteOwnChanges", "ALLOW");

    new Bot(gerrit, project).update(IMAGE + ":" + tag);

    assertThat(project.onlyOpenChange().message()).contains(IMAGE + ":1.0.0-");
    assertThatLaterRunsGoOn(project);
  }

  @Test
  void aRefreshHealsToo() throws Exception {
    TestProject project = duplicate();
    String newest = newest(project);

    new Bot(gerrit, project).refresh();

    assertThat(newest(project)).isEqualTo(newest);
    assertThat(project.openChanges()).hasSize(1);
    assertThatLaterRunsGoOn(project);
  }

  /** The newest tag that an open change proposes; all of them have one digit at the end. */
  private static String newest(TestProject project) throws Exception {
    return project.openChanges().stream()
        .flatMap(change -> change.message().lines())
        .filter(line -> line.startsWith("Model-Image: "))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private void assertThatLaterRunsGoOn(TestProject project) throws Exception {
    new Bot(gerrit, project).update(IMAGE + ":1.0.0-30");
    assertThat(project.onlyOpenChange().message()).contains(IMAGE + ":1.0.0-30\n");
    UpdateResult again = new Bot(gerrit, project).update(IMAGE + ":1.0.0-30");
    assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    project.submit(project.onlyOpenChange());
  }

  /**
   * Runs that all see no change push at the same moment and die before they look again. Gerrit
   * looks for the Change-Id before it creates a change and not once more when it does, so some of
   * them make a change each; which is up to its threads, so it is tried until they have.
   */
  private TestProject duplicate() throws Exception {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      TestProject project = gerrit.newProject(Bot.CHART);
      race(project);
      List<TestChange> open = project.openChanges();
      if (open.size() > 1) {
        assertThat(open.stream().map(TestChange::changeId).distinct()).hasSize(1);
        reporter.publishEntry("races until an id was duplicate", String.valueOf(attempt));
        return project;
      }
    }
    throw new AssertionError("no two pushes of " + ATTEMPTS + " races made a change each");
  }

  private void race(TestProject project) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try (PushProxy proxy = PushProxy.gathering(gerrit.url(), RACERS)) {
      List<Future<?>> runs = new ArrayList<>();
      for (int tag = 1; tag <= RACERS; tag++) {
        String image = IMAGE + ":1.0.0-" + tag;
        runs.add(threads.submit(() -> pushAndDie(project, image, proxy.url())));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Void pushAndDie(TestProject project, String image, URI proxy) throws Exception {
    Bot bot =
        new Bot(gerrit, project)
            .through(proxy)
            .afterPush(
                () -> {
                  throw new KilledException();
                });
    try {
      bot.update(image);
    } catch (IllegalStateException e) {
      if (!(e.getCause() instanceof KilledException)) {
        throw e;
      }
    }
    return null;
  }

  /** Ends a run where a killed process would end. */
  private static final class KilledException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
