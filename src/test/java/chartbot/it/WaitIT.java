package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.ReviewException;
import chartbot.review.ReviewEnd;
import chartbot.review.ReviewEnd.Kind;
import chartbot.review.WaitRules;
import chartbot.review.WaitRules.Goal;
import chartbot.update.UpdateResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waiting for the review, while people and builds vote, abandon, amend and merge. */
@RealGerrit
class WaitIT {

  private static final String IMAGE = "eric-enm-models-custom-service:1.2.3-4";
  private static final WaitRules SUBMITTABLE = rules(Goal.SUBMITTABLE, false);
  private static final WaitRules MERGED = rules(Goal.MERGED, false);
  private static final WaitRules SUBMIT = rules(Goal.SUBMITTABLE, true);

  private final TestGerrit gerrit;

  private TestProject project;

  private Bot bot;

  private UpdateResult proposed;

  WaitIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @BeforeEach
  void aChangeThatNeedsAReviewAndABuild() throws Exception {
    project = gerrit.newProject(Bot.CHART);
    project.requireVerified();
    bot = new Bot(gerrit, project);
    proposed = bot.update(IMAGE);
    bot.forget();
  }

  @Test
  void votesMakeItSubmittableAndItIsSubmitted() throws Exception {
    project.letEverybodySubmit();

    ReviewEnd end =
        bot.await(
            proposed,
            SUBMIT,
            () -> project.vote(gerrit.human(), only(), "Verified", 1),
            () -> project.vote(gerrit.admin(), only(), 2));

    assertThat(end.reason()).isEqualTo("change " + only().number() + " is merged");
    assertThat(end.kind()).isEqualTo(Kind.MERGED);
    assertThat(only().status()).isEqualTo("MERGED");
    assertThat(project.fileAtTip("values.yaml")).contains("eric-enm-models-custom-service");
    String change = "change " + only().number();
    String human = "Verified+1 by The " + gerrit.human().user();
    assertThat(bot.told())
        .containsExactly(
            change + ": needs Code-Review, Verified",
            change + ": " + human + "; needs Code-Review",
            change + ": Code-Review+2 by Administrator; " + human + "; can be submitted",
            "submitting " + change);
  }

  @Test
  void aChangeThatCanBeSubmittedIsLeftToPeople() throws Exception {
    approve();

    ReviewEnd end = bot.await(proposed, SUBMITTABLE);

    assertThat(end.kind()).isEqualTo(Kind.SUBMITTABLE);
    assertThat(only().isOpen()).isTrue();
  }

  @Test
  void aMergeByAPersonIsWaitedFor() throws Exception {
    ReviewEnd end =
        bot.await(
            proposed,
            MERGED,
            this::approve,
            () ->
                gerrit
                    .rest(gerrit.admin())
                    .post(project.path(only().number()) + "/submit", Map.of()));

    assertThat(end.kind()).isEqualTo(Kind.MERGED);
  }

  @Test
  void aNegativeVerifiedEndsTheWait() throws Exception {
    ReviewEnd end =
        bot.await(proposed, SUBMIT, () -> project.vote(gerrit.human(), only(), "Verified", -1));

    assertFailed(end, Kind.NEGATIVE_VOTE, "got Verified-1 by The " + gerrit.human().user());
    assertThat(only().isOpen()).isTrue();
  }

  @Test
  void aVetoEndsTheWaitAndADissentDoesNot() throws Exception {
    ReviewEnd end =
        bot.await(
            proposed,
            SUBMITTABLE,
            () -> project.vote(gerrit.human(), only(), -1),
            () -> project.vote(gerrit.admin(), only(), -2));

    assertFailed(end, Kind.NEGATIVE_VOTE, "got Code-Review-2 by Administrator");
    assertThat(bot.told()).anyMatch(line -> line.contains("Code-Review-1 by The human"));
  }

  @Test
  void anAbandonEndsTheWait() throws Exception {
    ReviewEnd end = bot.await(proposed, MERGED, () -> project.abandon(only()));

    assertFailed(end, Kind.ABANDONED, "was abandoned by Administrator (not wanted)");
  }

  @Test
  void aMoveToAnotherBranchEndsTheWait() throws Exception {
    project.letEverybodySubmit();
    approve();
    String path = project.path(only().number());
    project.createBranch("dev");
    gerrit
        .rest(gerrit.admin())
        .post(path + "/move", Map.of("destination_branch", "dev", "keep_all_votes", true));

    ReviewEnd end = bot.await(proposed, SUBMIT);

    assertFailed(end, Kind.MOVED, "was moved to dev");
    assertThat(only().isOpen()).isTrue();
  }

  @Test
  void aPersonsPatchSetEndsTheWait() throws Exception {
    ReviewEnd end =
        bot.await(
            proposed, SUBMIT, () -> project.amend(gerrit.human(), only(), "README", "other\n"));

    assertFailed(end, Kind.NEWER_PATCH_SET, "got patch set 2 by The " + gerrit.human().user());
  }

  @Test
  void newerTagsByAnotherRunEndTheWaitWell() throws Exception {
    ReviewEnd end =
        bot.await(
            proposed,
            SUBMIT,
            () -> new Bot(gerrit, project).update("eric-enm-models-custom-service:1.2.3-5"));

    assertThat(end.kind()).isEqualTo(Kind.SUPERSEDED);
    assertThat(end.failure()).isEmpty();
  }

  @Test
  void theTimeoutEndsTheWait() throws Exception {
    ReviewEnd end = bot.await(proposed, SUBMIT);

    assertFailed(end, Kind.TIMEOUT, "is not merged after 10m (needs Code-Review, Verified)");
  }

  @Test
  void aDeletedChangeEndsTheWait() throws Exception {
    String path = project.path(only().number());

    ReviewEnd end = bot.await(proposed, MERGED, () -> gerrit.rest(gerrit.admin()).delete(path));

    assertFailed(end, Kind.GONE, "is gone, or the account may not see it any more");
  }

  @Test
  void aSubmitThatIsNotPermittedSaysSo() throws Exception {
    approve();

    ReviewEnd end = bot.await(proposed, SUBMIT);

    assertFailed(end, Kind.SUBMIT_REFUSED, "was not submitted (submit not permitted)");
    assertThat(only().isOpen()).isTrue();
  }

  @Test
  void aConflictWithTheBranchSaysSo() throws Exception {
    project = gerrit.newProject(Bot.CHART); // where no build votes: the branch can move on
    project.letEverybodySubmit();
    proposed = new Bot(gerrit, project).update(IMAGE);
    project.mergeElsewhere(
        "values.yaml",
        Bot.chartFile("values.yaml", "tag: \"1.0.0-1\"\n", "tag: \"1.0.0-1\"\n    more: x\n"));
    project.vote(gerrit.admin(), only(), 2);

    ReviewEnd end = bot.await(proposed, SUBMIT);

    assertFailed(end, Kind.SUBMIT_REFUSED, "was not submitted (");
    assertThat(end.reason()).containsIgnoringCase("conflict");
    assertThat(only().isOpen()).isTrue();
  }

  private void approve() throws Exception {
    project.vote(gerrit.human(), only(), "Verified", 1);
    project.vote(gerrit.admin(), only(), 2);
  }

  private void assertFailed(ReviewEnd end, Kind kind, String what) {
    assertThat(end.kind()).as(end.reason()).isEqualTo(kind);
    assertThat(end.failure()).get().isInstanceOf(ReviewException.class);
    assertThat(end.reason())
        .startsWith("change " + proposed.change().orElseThrow().number() + " " + what)
        .endsWith(": " + proposed.change().orElseThrow().url());
  }

  private TestChange only() throws Exception {
    assertThat(project.changes()).hasSize(1);
    return project.changes().get(0);
  }

  private static WaitRules rules(Goal goal, boolean submit) {
    return new WaitRules(goal, submit, Duration.ofMinutes(10));
  }
}
