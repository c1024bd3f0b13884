package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.ChangeIds;
import chartbot.lifecycle.Decision;
import chartbot.lifecycle.Footers;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.target.Identity;
import chartbot.target.Target;
import chartbot.update.RetryLoop.RetryException;
import chartbot.update.Run.Pushed;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Pushes a planned edit for review, as a new change or as a patch set of the open one. */
final class Publisher {

  private static final int IDS_LOOKED_UP_AT_ONCE = 20;

  private final ChartRepository repository;
  private final ReviewServer review;
  private final Message message;
  private final Progress progress;

  Publisher(ChartRepository repository, ReviewServer review, Message message, Progress progress) {
    this.repository = repository;
    this.review = review;
    this.message = message;
    this.progress = progress;
  }

  /**
   * Has the run keep what was pushed, and what perhaps was.
   *
   * @throws RetryException when another run or a person was quicker, or the Change-Id is used up
   */
  void push(Run run, ObservedState observed, Plan plan, Verification verification)
      throws ChartbotException, RetryException {
    progress.step("pushing to refs/for/" + run.target().branch());
    if (plan.decision() instanceof Decision.NewPatchSet patchSet) {
      List<String> options = PushOptions.newPatchSet(run.target().review());
      push(run, observed, plan, verification, patchSet.change().changeId(), options);
      return;
    }
    ChangeIds ids = plan.changeIds();
    while (run.duplicateIds().contains(ids.get(run.idCounter()))) {
      run.idCounter(run.idCounter() + 1);
    }
    List<String> options = PushOptions.newChange(run.target().review());
    push(run, observed, plan, verification, ids.get(run.idCounter()), options);
  }

  private void push(
      Run run,
      ObservedState observed,
      Plan plan,
      Verification verification,
      String changeId,
      List<String> options)
      throws ChartbotException, RetryException {
    Target target = run.target();
    String text = message.of(run, plan.desired(), plan.draft(), changeId);
    Identity identity = run.committer(observed.bot());
    PushResult answer =
        repository.push(
            target, observed.tip(), plan.draft().edit(), new Proposal(text, identity, options));
    if (answer instanceof PushResult.Accepted accepted) {
      Pushed pushed = new Pushed(accepted.change(), accepted.url(), accepted.revision());
      run.pushed(pushed, observed.tip(), verification);
      return;
    }
    if (answer instanceof PushResult.DuplicateChangeId) {
      run.duplicate(changeId);
      throw new RetryException("several changes carry " + changeId);
    }
    if (answer instanceof PushResult.Full full) {
      run.duplicate(changeId);
      observed.open().all().stream()
          .filter(change -> change.changeId().equals(changeId))
          .forEach(change -> run.note(moved(change, full.why())));
      throw new RetryException(full.why());
    }
    if (answer instanceof PushResult.Closed) {
      moveOnFromClosed(run, plan.changeIds());
      throw new RetryException("the change with " + changeId + " is closed");
    }
    if (answer instanceof PushResult.Unknown unknown) {
      run.perhapsPushed(unknown.revision(), verification);
      throw new RetryException(unknown.why(), unknown.fault().orElse(null));
    }
    if (answer instanceof PushResult.Invisible invisible) {
      if (run.seesItInVain()) {
        throw EnvironmentException.permanent(
            "Gerrit has a change with "
                + changeId
                + " that the account cannot see: "
                + invisible.why(),
            "have it made public, or abandoned; a private change is seen by its owner, its"
                + " reviewers and who may 'View Private Changes'",
            null);
      }
      throw new RetryException(invisible.why());
    }
    if (answer instanceof PushResult.Regenerate regenerate) {
      throw new RetryException(regenerate.why());
    }
    throw new RetryException("another run has pushed the same");
  }

  private void moveOnFromClosed(Run run, ChangeIds ids) throws ChartbotException {
    int from = run.idCounter();
    List<String> next =
        IntStream.range(from, from + IDS_LOOKED_UP_AT_ONCE).mapToObj(ids::get).toList();
    Set<String> used = review.usedChangeIds(run.target(), next);
    int counter = from + 1;
    while (counter < from + IDS_LOOKED_UP_AT_ONCE && used.contains(ids.get(counter))) {
      counter++;
    }
    run.idCounter(counter);
  }

  /**
   * Restores a person's patch set.
   *
   * @throws RetryException when another run or a person was quicker
   */
  void restore(Run run, ObservedState observed, Decision.Restore decision)
      throws ChartbotException, RetryException {
    PatchSet theirs = decision.theirs();
    if (run.restoresInVain()) {
      throw inVain(decision);
    }
    progress.step("restoring patch set " + theirs.number());
    Proposal restored =
        new Proposal(
            Footers.restored(
                theirs.message(), decision.change().changeId(), theirs.origin(observed.bot())),
            run.committer(observed.bot()),
            PushOptions.quiet(run.target().review()));
    PushResult answer = repository.pushAgain(run.target(), theirs, restored);
    if (answer instanceof PushResult.Accepted accepted) {
      run.hasRestored();
      run.expectsToSee(accepted.revision(), observed.tip());
      return;
    }
    if (answer instanceof PushResult.DuplicateChangeId || answer instanceof PushResult.Full) {
      run.duplicate(decision.change().changeId());
    }
    throw new RetryException(
        "patch set " + theirs.number() + " is not restored yet: " + decision.change().url());
  }

  private static String moved(OpenChange change, String why) {
    String votes = String.join(", ", change.votes());
    return "change "
        + change.number()
        + " takes no more patch sets, so the update moves to another change"
        + (votes.isEmpty() ? "" : " and loses its votes: " + votes)
        + " ("
        + why
        + ")";
  }

  private static EnvironmentException inVain(Decision.Restore decision) {
    OpenChange change = decision.change();
    return EnvironmentException.permanent(
        "a person's patch set of change "
            + change.number()
            + " was restored several times, and one of chartbot's overwrites patch set "
            + decision.theirs().number()
            + " again: "
            + change.url(),
        "see who pushes to that change; its hashtag '"
            + OpenChange.IGNORE
            + "' keeps chartbot off it",
        null);
  }
}
