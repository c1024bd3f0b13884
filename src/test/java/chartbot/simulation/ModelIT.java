package chartbot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.LoginGate;
import chartbot.gerrit.GerritReviewServer;
import chartbot.gerrit.GerritServer;
import chartbot.git.GitCache;
import chartbot.git.GitChartRepository;
import chartbot.git.GitServer;
import chartbot.it.RealGerrit;
import chartbot.it.TestGerrit;
import chartbot.it.TestProject;
import chartbot.lifecycle.TestTarget;
import chartbot.target.Target;
import chartbot.update.Progress;
import chartbot.update.RetryLoop;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that the simulation plays on does what the real Gerrit does. */
@RealGerrit
class ModelIT {

  private static final int HISTORIES = Integer.getInteger("chartbot.model.histories", 10);

  private final TestGerrit gerrit;
  @TempDir private Path home;

  ModelIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void randomHistoriesEndAlikeOnTheModelAndOnTheRealGerrit() throws Exception {
    long first = Long.getLong("chartbot.seed", 0);
    List<String> different = new ArrayList<>();
    for (long seed = first; seed < first + HISTORIES; seed++) {
      try {
        play(seed);
      } catch (AssertionError e) {
        different.add(String.valueOf(e.getMessage()));
      }
    }
    assertThat(different).as("of %s histories", HISTORIES).isEmpty();
  }

  private void play(long seed) throws Exception {
    TestProject project = gerrit.newProject(Map.of("values.yaml", History.values()));
    project.createBranch("elsewhere");
    String url = gerrit.url().toString();
    Optional<String> user = Optional.of(gerrit.bot().user());
    Optional<String> password = Optional.of(gerrit.bot().password());
    Clock clock = Clock.systemUTC();
    LoginGate gate = new LoginGate();
    Progress progress = Progress.silent();
    try (GitChartRepository git =
            new GitChartRepository(
                new GitServer(url, user, password), gate, home, GitCache.none(), clock, progress);
        GerritReviewServer review =
            new GerritReviewServer(new GerritServer(url, user, password), gate, clock, progress)) {
      Target target = TestTarget.of(project.name(), TestProject.BRANCH);
      Twins.Side real = new Twins.Side(git, review, target, RetryLoop.patient());
      Twins twins = new Twins(Choices.seeded(seed), gerrit, project, real);
      try {
        twins.play();
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e + "\n" + twins.trace(), e);
      }
    }
  }
}
