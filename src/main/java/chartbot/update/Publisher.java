package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.lifecycle.ChangeIds;
import chartbot.lifecycle.Decision;
import chartbot.target.Identity;
import chartbot.target.Target;
import chartbot.update.RetryLoop.Again;
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
   * @throws Again when another run or a person was quicker, or the Change-Id is used up
   */
  void push(Run run, ObservedState sight, Plan plan, Verification verification)
      throws ChartbotException, Again {
    progress.step("pushing to refs/for/" + run.target().branch());
    if (plan.decision() instanceof Decision.NewPatchSet patchSet) {
      List<String> options = PushOptions.newPatchSet(run.target().review());
      push(run, sight, plan, verification, patchSet.change().changeId(), options);
      return;
    }
    ChangeIds ids = ChangeIds.of(run.target(), run.group(), plan.branch());
    while (run.spoiltIds().contains(ids.get(run.idCounter()))) {
      run.idCounter(run.idCounter() + 1);
    }
    List<String> options = PushOptions.newChange(run.target().review());
    push(run, sight, plan, verification, ids.get(run.idCounter()), options);
  }

  private void push(
      Run run,
      ObservedState sight,
      Plan plan,
      Verification verification,
      String changeId,
      List<String> options)
      throws ChartbotException, Again {
    Target target = run.target();
    String text = message.of(run, plan.wanted(), plan.draft(), changeId);
    Identity identity = run.committer(sight.bot());
    PushResult answer =
        repository.push(
            target, sight.tip(), plan.edit().orElseThrow(), new Proposal(text, identity, options));
    if (answer instanceof PushResult.Accepted accepted) {
      Pushed pushed = new Pushed(accepted.change(), accepted.url(), accepted.revision());
      run.pushed(pushed, verification);
      return;
    }
    if (answer instanceof PushResult.Spoilt) {
      run.spoilt(changeId);
      throw new Again("several changes carry " + changeId);
    }
    if (answer instanceof PushResult.Closed) {
      moveOnFromClosed(run, ChangeIds.of(target, run.group(), plan.branch()));
      throw new Again("the change with " + changeId + " is closed");
    }
    if (answer instanceof PushResult.Unknown unknown) {
      run.perhapsPushed(unknown.revision(), verification);
      throw new Again(unknown.why(), unknown.fault().orElse(null));
    }
    if (answer instanceof PushResult.Regenerate regenerate) {
      throw new Again(regenerate.why());
    }
    throw new Again("another run has pushed the same");
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
}
