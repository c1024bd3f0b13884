package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.ChartbotException;
import chartbot.update.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Pushes and REST calls for every way in which an update can end. */
@RealGerrit
class CostIT {

  private static final String IMAGE = "eric-enm-models-custom-service";
  private static final String OTHER_REPLICAS =
      Bot.chartFile("values.yaml", "replicas: 1", "replicas: 2");

  private final TestGerrit gerrit;
  private final TestReporter reporter;

  CostIT(TestGerrit gerrit, TestReporter reporter) {
    this.gerrit = gerrit;
    this.reporter = reporter;
  }

  @Test
  void aFirstPush() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);

    costs(new Bot(gerrit, project), Outcome.PUSHED, 1, 5, "first push", "1.0.0-2");
  }

  @Test
  void aNewPatchSet() throws Exception {
    TestProject project = proposed();

    costs(new Bot(gerrit, project), Outcome.PUSHED, 1, 4, "new patch set", "1.0.0-3");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
  }

  @Test
  void aRepeat() throws Exception {
    TestProject project = proposed();

    costs(new Bot(gerrit, project), Outcome.ALREADY_PROPOSED, 0, 2, "repeat", "1.0.0-2");
  }

  @Test
  void aRepeatAfterTheBranchMoved() throws Exception {
    TestProject project = proposed();
    project.mergeElsewhere("README", "moved on\n");

    Bot bot = new Bot(gerrit, project);
    costs(bot, Outcome.ALREADY_PROPOSED, 0, 4, "repeat, branch moved", "1.0.0-2");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
  }

  @Test
  void aRepeatOfOneThatConflictsByNow() throws Exception {
    TestProject project = proposed();
    project.mergeElsewhere(
        "values.yaml",
        Bot.chartFile("values.yaml", "    tag: \"1.0.0-1\"", "    tag: \"1.0.0-9\""));

    costs(new Bot(gerrit, project), Outcome.PUSHED, 1, 6, "repeat, conflicts", "1.0.0-2");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
  }

  @Test
  void anOlderTag() throws Exception {
    TestProject project = proposed();

    costs(new Bot(gerrit, project), Outcome.SUPERSEDED, 0, 2, "superseded", "1.0.0-1");
  }

  @Test
  void aTagThatTheBranchHas() throws Exception {
    TestProject project = proposed();
    project.submit(project.onlyOpenChange());

    costs(new Bot(gerrit, project), Outcome.UNCHANGED, 0, 3, "unchanged", "1.0.0-2");
  }

  @Test
  void aTagThatGotToTheBranchOnAnotherWay() throws Exception {
    TestProject project = proposed();
    TestChange change = project.onlyOpenChange();
    new TestClone(gerrit, project).rewriteBranch(change.commit());

    costs(new Bot(gerrit, project), Outcome.UNCHANGED, 0, 3, "unchanged, abandons", "1.0.0-2");
    assertThat(project.openChanges()).isEmpty();
  }

  @Test
  void aNewChangeAfterAnAbandon() throws Exception {
    TestProject project = proposed();
    project.abandon(project.onlyOpenChange());

    // Another tag: the same commit in the same second is nothing new to Gerrit.
    costs(new Bot(gerrit, project), Outcome.PUSHED, 2, 8, "push after an abandon", "1.0.0-3");
    assertThat(project.openChanges()).hasSize(1);
  }

  @Test
  void aChangeLeftAlone() throws Exception {
    TestProject project = proposed();
    project.amend(gerrit.human(), project.onlyOpenChange(), "values.yaml", OTHER_REPLICAS);

    costs(new Bot(gerrit, project), Outcome.LEFT_ALONE, 0, 3, "left alone, told", "1.0.0-3");
    costs(new Bot(gerrit, project), Outcome.LEFT_ALONE, 0, 2, "left alone again", "1.0.0-4");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
  }

  @Test
  void aDryRun() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);

    costs(new Bot(gerrit, project).dryRun(), Outcome.PREVIEWED, 0, 3, "dry run", "1.0.0-2");
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void whereTheBranchHasNotMovedGitIsAskedForNothingButThePush(@TempDir Path cache)
      throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    try (PushProxy proxy = PushProxy.counting(gerrit.url())) {
      Bot bot = new Bot(gerrit, project).through(proxy.url()).caching(cache);
      bot.update(IMAGE + ":1.0.0-2");
      assertThat(proxy.gitRequests())
          .containsExactlyInAnyOrder(
              "GET git-upload-pack",
              "POST git-upload-pack", // ls-refs
              "POST git-upload-pack", // fetch
              "GET git-receive-pack",
              "POST git-receive-pack");

      bot.update(IMAGE + ":1.0.0-3");
      assertThat(proxy.gitRequests())
          .containsExactly("GET git-receive-pack", "POST git-receive-pack");

      bot.update(IMAGE + ":1.0.0-3");
      assertThat(proxy.gitRequests()).isEmpty();

      project.mergeElsewhere("README", "moved on\n");
      bot.update("eric-enm-models-other:1.0.0-1");
      assertThat(proxy.gitRequests())
          .containsExactlyInAnyOrder(
              "GET git-receive-pack",
              "GET git-upload-pack",
              "POST git-upload-pack",
              "POST git-upload-pack",
              "POST git-receive-pack");
    }
    assertThat(project.openChanges()).hasSize(2);
  }

  private TestProject proposed() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.0.0-2");
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
    return project;
  }

  private void costs(Bot bot, Outcome outcome, long pushes, int restCalls, String what, String tag)
      throws ChartbotException {
    assertThat(bot.update(IMAGE + ":" + tag).outcome()).isEqualTo(outcome);
    reporter.publishEntry(what, bot.pushes() + " pushes, " + bot.restCalls() + " REST calls");
    assertThat(bot.pushes()).as(bot.calls().toString()).isEqualTo(pushes);
    assertThat(bot.restCalls()).as(bot.calls().toString()).isLessThanOrEqualTo(restCalls);
  }
}
