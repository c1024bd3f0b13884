package chartbot.cli;

import chartbot.review.AwaitedChange;
import chartbot.review.ReviewEnd;
import chartbot.review.WaitRules;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What comes after the updates where a run waits for the review. */
record Waiting(WaitRules rules, Console console, ErrorPrinter errors) {

  private static final Set<Outcome> UNDER_REVIEW = Set.of(Outcome.PUSHED, Outcome.ALREADY_PROPOSED);

  /**
   * How it stands before the wait: for a report, in case that the run is stopped while it waits.
   */
  static List<TargetResult> before(List<TargetResult> ended) {
    return ended.stream()
        .map(e -> isUnderReview(e) ? e.reviewed(ReviewEnd.stillWaiting(), ExitCode.OK) : e)
        .toList();
  }

  /** Waits for all changes that say what was asked for, and reports how it ended. */
  List<TargetResult> finish(Session session, List<TargetResult> ended) {
    List<TargetResult> awaited = ended.stream().filter(Waiting::isUnderReview).toList();
    ended.forEach(this::reportNothingToWaitFor);
    if (awaited.isEmpty()) {
      return ended;
    }
    List<ReviewEnd> ends = await(session, awaited);
    List<TargetResult> finished = new ArrayList<>(ended);
    for (int i = 0; i < ends.size(); i++) {
      finished.set(ended.indexOf(awaited.get(i)), end(awaited.get(i), ends.get(i)));
    }
    return finished;
  }

  /** A run that is stopped leaves the changes as they are, and says so. */
  private List<ReviewEnd> await(Session session, List<TargetResult> awaited) {
    StopGuard guard = new StopGuard(() -> awaited.forEach(this::reportOpen));
    try {
      return session.await(awaited.stream().map(Waiting::awaited).toList(), rules);
    } finally {
      guard.close();
    }
  }

  private void reportOpen(TargetResult each) {
    console.info(
        "interrupted: change "
            + awaited(each).change().number()
            + " stays open: "
            + awaited(each).change().url());
  }

  private TargetResult end(TargetResult ended, ReviewEnd end) {
    if (end.failure().isPresent()) {
      return ended.reviewed(end, errors.print(end.failure().get()));
    }
    console.result(end.reason() + ": " + awaited(ended).change().url());
    return ended.reviewed(end, ExitCode.OK);
  }

  private void reportNothingToWaitFor(TargetResult ended) {
    if (ended.result().isPresent() && !isUnderReview(ended)) {
      console.info(
          "nothing to wait for: "
              + ended.target().name()
              + " is "
              + ended.outcome().replace('-', ' '));
    }
  }

  private static boolean isUnderReview(TargetResult ended) {
    return ended.change().isPresent()
        && ended.result().map(UpdateResult::outcome).filter(UNDER_REVIEW::contains).isPresent();
  }

  private static AwaitedChange awaited(TargetResult ended) {
    return new AwaitedChange(ended.target(), ended.change().orElseThrow());
  }
}
