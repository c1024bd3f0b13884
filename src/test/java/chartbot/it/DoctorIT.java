package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.LoginGate;
import chartbot.git.GitCache;
import chartbot.git.GitChartRepository;
import chartbot.git.GitServer;
import chartbot.lifecycle.TestTarget;
import chartbot.target.Target;
import chartbot.update.Progress;
import chartbot.update.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That looking whether a push would be let through leaves no trace in Gerrit. */
@RealGerrit
class DoctorIT {

  private final TestGerrit gerrit;
  @TempDir private Path home;

  DoctorIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void theTrialMakesNoChangeEvenWhereTheBranchMovesBackMeanwhile() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    String old = project.tip();
    TestClone clone = new TestClone(gerrit, project);
    clone.commit("Past review\n\nChange-Id: I" + "a1".repeat(20) + "\n", "README", "new\n");
    Target target = TestTarget.of(project.name(), TestProject.BRANCH);
    // Somebody who may push commits of others, so that nothing but the trial itself is in the way.
    gerrit.setAccess(project, "refs/*", "forgeAuthor", "ALLOW");
    gerrit.setAccess(project, "refs/*", "forgeCommitter", "ALLOW");
    try (GitChartRepository git = repository()) {
      Snapshot tip = git.fetchTip(target);
      clone.rewriteBranch(old);

      git.tryPush(target, tip, List.of("hashtag=chartbot"));
    }
    assertThat(project.tip()).isEqualTo(old);
    assertThat(project.changes()).isEmpty();
  }

  private GitChartRepository repository() {
    return new GitChartRepository(
        new GitServer(
            gerrit.url().toString(),
            Optional.of(gerrit.bot().user()),
            Optional.of(gerrit.bot().password())),
        new LoginGate(),
        home,
        GitCache.none(),
        Clock.systemUTC(),
        Progress.silent());
  }
}
