package chartbot.review;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.EnvironmentException;
import chartbot.error.ReviewException;
import chartbot.lifecycle.Given;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ReviewState;
import chartbot.lifecycle.ReviewState.Status;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.Vote;
import chartbot.review.ReviewEnd.Kind;
import chartbot.review.WaitRules.Goal;
import chartbot.target.Target;
import chartbot.update.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewWaitTest {

  private static final String IMAGE = "eric-enm-models-custom-service:1.2.3-4";
  private static final Vote CODE_REVIEW = new Vote("Code-Review", 2, "Alice", false);
  private static final Vote VERIFIED = new Vote("Verified", 1, "CI", false);

  private final ScriptedReviews reviews = new ScriptedReviews();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private RandomGenerator random = new SplittableRandom(1);

  @Test
  void theWaitEndsWhenTheChangeCanBeSubmitted() {
    reviews
        .then(12, open("Code-Review", "Verified"))
        .then(12, open("Code-Review", "Verified"))
        .then(12, open(List.of(VERIFIED), "Code-Review"))
        .then(12, open(List.of(VERIFIED, CODE_REVIEW)));

    ReviewEnd end = await(Goal.SUBMITTABLE, false);

    assertThat(end.kind()).isEqualTo(Kind.SUBMITTABLE);
    assertThat(end.reason()).isEqualTo("change 12 can be submitted");
    assertThat(end.failure()).isEmpty();
    assertThat(end.last().orElseThrow().votes()).containsExactly(VERIFIED, CODE_REVIEW);
    assertThat(reviews.submitted).isEmpty();
    assertThat(told)
        .containsExactly(
            "change 12: needs Code-Review, Verified",
            "change 12: Verified+1 by CI; needs Code-Review",
            "change 12: Verified+1 by CI; Code-Review+2 by Alice; can be submitted");
  }

  @Test
  void theMergeIsWaitedForWhoeverSubmits() {
    reviews
        .then(12, open(List.of(CODE_REVIEW)))
        .then(12, with(Status.MERGED, 1, "bot", List.of(CODE_REVIEW)));

    ReviewEnd end = await(Goal.MERGED, false);

    assertThat(end.kind()).isEqualTo(Kind.MERGED);
    assertThat(end.failure()).isEmpty();
    assertThat(reviews.submitted).isEmpty();
    assertThat(told).endsWith("change 12: merged");
  }

  @Test
  void aChangeIsSubmittedOnceItCanBe() {
    reviews.then(12, open("Code-Review")).then(12, open(List.of(CODE_REVIEW)));

    ReviewEnd end = await(Goal.SUBMITTABLE, true);

    assertThat(end.kind()).isEqualTo(Kind.MERGED);
    assertThat(end.reason()).isEqualTo("change 12 is merged");
    assertThat(reviews.submitted).containsExactly("12 at 120001");
    assertThat(told).endsWith("submitting change 12");
  }

  @Test
  void workInProgressIsNotSubmitted() {
    ReviewState ready = open(List.of(CODE_REVIEW));
    ReviewState unfinished =
        new ReviewState(
            Status.OPEN,
            "master",
            ready.current(),
            List.of(CODE_REVIEW),
            List.of(),
            true,
            true,
            "");
    reviews.then(12, unfinished).then(12, unfinished).then(12, ready);

    assertThat(await(Goal.MERGED, true).kind()).isEqualTo(Kind.MERGED);

    assertThat(pauses).hasSize(2);
    assertThat(told).startsWith("change 12: Code-Review+2 by Alice; work in progress");
  }

  @Test
  void aRefusedSubmitSaysWhy() {
    reviews.then(12, open(List.of(CODE_REVIEW)));
    reviews.refusals.add("Change could not be merged due to a path conflict.");

    ReviewEnd end = await(Goal.SUBMITTABLE, true);

    assertFailed(
        end,
        Kind.SUBMIT_REFUSED,
        "change 12 was not submitted (Change could not be merged due to a path conflict.):"
            + " http://gerrit/c/p/+/12");
  }

  @Test
  void whatIsSubmittedWithOtherChangesWaitsForThem() {
    reviews.then(12, open(List.of(CODE_REVIEW)));
    reviews.holdingBack.add(13);
    reviews.refusals.add("Failed to submit 2 changes: change 13 needs Code-Review");

    assertThat(await(Goal.SUBMITTABLE, true).kind()).isEqualTo(Kind.MERGED);

    assertThat(told).contains("change 12: waits for the changes submitted with it: 13");
    assertThat(reviews.submitted).hasSize(2);
  }

  @Test
  void aSubmitWithoutTheRightNamesTheRight() {
    reviews.then(12, open(List.of(CODE_REVIEW)));
    reviews.refusals.add("submit not permitted");

    ReviewEnd end = await(Goal.SUBMITTABLE, true);

    assertFailed(
        end,
        Kind.SUBMIT_REFUSED,
        "change 12 was not submitted (submit not permitted): http://gerrit/c/p/+/12");
    assertThat(end.failure().orElseThrow().hint().orElse(""))
        .contains("the right 'Submit' on refs/heads/");
  }

  @Test
  void aSubmitThatSomebodyElseWasQuickerWithIsAsGood() {
    reviews
        .then(12, open(List.of(CODE_REVIEW)))
        .then(12, with(Status.MERGED, 1, "bot", List.of(CODE_REVIEW)));
    reviews.refusals.add("change is merged");

    assertThat(await(Goal.SUBMITTABLE, true).kind()).isEqualTo(Kind.MERGED);
  }

  @Test
  void aVoteTakenBackJustBeforeTheSubmitIsWaitedForAgain() {
    reviews
        .then(12, open(List.of(CODE_REVIEW)))
        .then(12, open("Code-Review"))
        .then(12, open("Code-Review"))
        .then(12, open(List.of(CODE_REVIEW)));
    reviews.refusals.add("submit requirement 'Code-Review' is unsatisfied.");

    assertThat(await(Goal.SUBMITTABLE, true).kind()).isEqualTo(Kind.MERGED);
    assertThat(reviews.submitted).hasSize(2);
  }

  @Test
  void aNegativeVerifiedEndsTheWait() {
    reviews
        .then(12, open("Verified"))
        .then(12, open(List.of(new Vote("Verified", -1, "CI", false)), "Verified"));

    assertFailed(
        await(Goal.MERGED, true),
        Kind.NEGATIVE_VOTE,
        "change 12 got Verified-1 by CI: http://gerrit/c/p/+/12");
    assertThat(reviews.submitted).isEmpty();
  }

  @Test
  void aVetoEndsTheWaitAndADissentDoesNot() {
    reviews
        .then(12, open(List.of(new Vote("Code-Review", -1, "Bob", false)), "Code-Review"))
        .then(12, open(List.of(new Vote("Code-Review", -2, "Bob", true)), "Code-Review"));

    assertFailed(
        await(Goal.SUBMITTABLE, false),
        Kind.NEGATIVE_VOTE,
        "change 12 got Code-Review-2 by Bob: http://gerrit/c/p/+/12");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void anAbandonEndsTheWait() {
    PatchSet current = open().current();
    reviews.then(
        12,
        new ReviewState(
            Status.ABANDONED,
            "master",
            current,
            List.of(),
            List.of(),
            false,
            false,
            " by Alice (not wanted)"));

    assertFailed(
        await(Goal.MERGED, false),
        Kind.ABANDONED,
        "change 12 was abandoned by Alice (not wanted): http://gerrit/c/p/+/12");
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.class,
      names = {"OPEN", "MERGED"})
  void aMoveToAnotherBranchEndsTheWaitAndNothingIsSubmitted(Status status) {
    ReviewState here = open(List.of(CODE_REVIEW));
    ReviewState there =
        new ReviewState(
            status, "dev", here.current(), here.votes(), List.of(), here.submittable(), false, "");
    reviews.then(12, open("Code-Review")).then(12, there);

    assertFailed(
        await(Goal.SUBMITTABLE, true),
        Kind.MOVED,
        "change 12 was moved to dev: http://gerrit/c/p/+/12");
    assertThat(reviews.submitted).isEmpty();
  }

  @Test
  void aPersonsPatchSetEndsTheWait() {
    reviews.then(12, open()).then(12, with(Status.OPEN, 2, "person", List.of()));

    assertFailed(
        await(Goal.MERGED, false),
        Kind.NEWER_PATCH_SET,
        "change 12 got patch set 2 by x: http://gerrit/c/p/+/12");
  }

  @Test
  void theBotsOwnRefreshIsWaitedFor() {
    reviews
        .then(12, with(Status.OPEN, 2, "bot", List.of()))
        .then(12, with(Status.OPEN, 3, "bot", List.of()))
        .then(12, with(Status.MERGED, 3, "bot", List.of()));

    assertThat(await(Goal.MERGED, false).kind()).isEqualTo(Kind.MERGED);
  }

  @Test
  void newerTagsThatAnotherRunAskedForEndTheWaitWell() {
    PatchSet newer =
        Given.change(12)
            .proposes(IMAGE)
            .proposes("eric-enm-models-custom-service:1.2.3-5")
            .open()
            .current();
    reviews.then(
        12, new ReviewState(Status.OPEN, "master", newer, List.of(), List.of(), false, false, ""));

    ReviewEnd end = await(Goal.MERGED, true);

    assertThat(end.kind()).isEqualTo(Kind.SUPERSEDED);
    assertThat(end.failure()).isEmpty();
  }

  @Test
  void aChangeThatIsDeletedEndsTheWait() {
    reviews.then(12, Optional::empty);

    assertFailed(
        await(Goal.MERGED, false),
        Kind.GONE,
        "change 12 is gone, or the account may not see it any more: http://gerrit/c/p/+/12");
  }

  @Test
  void theTimeoutEndsTheWaitWithOneMoreLook() {
    reviews.then(12, open("Code-Review"));

    ReviewEnd end = await(Goal.SUBMITTABLE, false);

    assertFailed(
        end,
        Kind.TIMEOUT,
        "change 12 is not submittable after 10m (needs Code-Review): http://gerrit/c/p/+/12");
    assertThat(now).isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(10)));
    assertThat(told).hasSize(1);
  }

  @Test
  void pausesGrowToThirtySecondsAndAreNeverInStep() {
    reviews.then(12, open("Code-Review"));

    await(Goal.SUBMITTABLE, false);

    List<Duration> full = pauses.subList(0, pauses.size() - 1); // the last one ends at the timeout
    assertThat(full.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(full.get(full.size() - 1)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    assertThat(full).doesNotHaveDuplicates().hasSizeBetween(20, 45);
  }

  @Test
  void newsMakeTheNextLookComeSoon() {
    random = () -> 0; // the shortest of all pauses
    for (int i = 0; i < 12; i++) {
      reviews.then(12, open("Code-Review", "Verified"));
    }
    reviews.then(12, open(List.of(VERIFIED), "Code-Review")).then(12, open(List.of(CODE_REVIEW)));

    await(Goal.SUBMITTABLE, false);

    assertThat(pauses).first().isEqualTo(Duration.ofMillis(500));
    assertThat(pauses.get(11)).isEqualTo(Duration.ofSeconds(15));
    assertThat(pauses).last().isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aFaultThatPassesIsToldOnceAndWaitedOut() {
    ScriptedReviews.Look fault =
        () -> {
          throw EnvironmentException.temporary("cannot reach gerrit", null, null);
        };
    reviews.then(12, open()).then(12, fault).then(12, fault).then(12, open(List.of(CODE_REVIEW)));

    assertThat(await(Goal.SUBMITTABLE, false).kind()).isEqualTo(Kind.SUBMITTABLE);
    assertThat(told).filteredOn(line -> line.contains("cannot reach gerrit")).hasSize(1);
  }

  @Test
  void aFaultThatLastsUntilTheTimeoutIsTheEnvironments() {
    reviews.then(
        12,
        () -> {
          throw EnvironmentException.temporary("cannot reach gerrit", null, null);
        });

    ReviewEnd end = await(Goal.SUBMITTABLE, false);

    assertThat(end.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(end.failure()).get().isInstanceOf(EnvironmentException.class);
    assertThat(now).isEqualTo(Instant.EPOCH.plus(Duration.ofMinutes(10)));
  }

  @Test
  void aFaultThatNobodyCanWaitOutEndsTheWait() {
    reviews.then(
        12,
        () -> {
          throw EnvironmentException.permanent("the credentials are not accepted", null, null);
        });

    ReviewEnd end = await(Goal.SUBMITTABLE, false);

    assertThat(end.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(end.reason()).isEqualTo("the credentials are not accepted");
    assertThat(pauses).isEmpty();
  }

  @Test
  void severalChangesAreWaitedForAtTheSameTime() {
    reviews
        .then(12, open("Code-Review"))
        .then(12, open("Code-Review"))
        .then(12, open(List.of(CODE_REVIEW)));
    reviews.then(13, open(List.of(new Vote("Verified", -1, "CI", false))));

    List<ReviewEnd> ends = run(Goal.SUBMITTABLE, true, awaited(12), awaited(13));

    assertThat(ends).extracting(ReviewEnd::kind).containsExactly(Kind.MERGED, Kind.NEGATIVE_VOTE);
    assertThat(reviews.submitted).containsExactly("12 at 120001");
    assertThat(pauses).hasSize(2);
  }

  private ReviewEnd await(Goal goal, boolean submit) {
    return run(goal, submit, awaited(12)).get(0);
  }

  private List<ReviewEnd> run(Goal goal, boolean submit, AwaitedChange... changes) {
    InstantSource time = () -> now;
    Progress progress =
        new Progress() {
          @Override
          public void step(String what) {
            told.add(what);
          }

          @Override
          public void warn(String what) {
            told.add(what);
          }

          @Override
          public void trace(String what) {}
        };
    return new ReviewWait(
            reviews,
            time.withZone(ZoneOffset.UTC),
            pause -> {
              pauses.add(pause);
              now = now.plus(pause);
            },
            random,
            progress)
        .run(List.of(changes), new WaitRules(goal, submit, Duration.ofMinutes(10)));
  }

  private static void assertFailed(ReviewEnd end, Kind kind, String message) {
    assertThat(end.kind()).isEqualTo(kind);
    assertThat(end.failure()).get().isInstanceOf(ReviewException.class);
    assertThat(end.reason()).isEqualTo(message);
  }

  private static ReviewState open(String... unmet) {
    return open(List.of(), unmet);
  }

  private static ReviewState open(List<Vote> votes, String... unmet) {
    ReviewState state = with(Status.OPEN, 1, "bot", votes);
    return new ReviewState(
        Status.OPEN,
        "master",
        state.current(),
        votes,
        List.of(unmet),
        unmet.length == 0 && !votes.isEmpty(),
        false,
        "");
  }

  private static ReviewState with(Status status, int patchSets, String last, List<Vote> votes) {
    Given change = Given.change(12);
    for (int i = 1; i < patchSets; i++) {
      change.proposes(IMAGE);
    }
    if (last.equals("bot")) {
      change.proposes(IMAGE);
    } else {
      change.amendedBy(Given.SOMEBODY, IMAGE);
    }
    return new ReviewState(
        status, "master", change.open().current(), votes, List.of(), false, false, "");
  }

  private static AwaitedChange awaited(int number) {
    Target target = TestTarget.of("p", "master");
    return new AwaitedChange(target, Given.change(number).proposes(IMAGE).open().proposed());
  }
}
