package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.target.Target;
import chartbot.update.RetryLoop.RetryException;
import java.util.Optional;

/** Observes the branch and the open changes. */
final class Observer {

  private final ChartRepository repository;
  private final ReviewServer review;
  private final RetryLoop retries;
  private final Progress progress;

  Observer(ChartRepository repository, ReviewServer review, RetryLoop retries, Progress progress) {
    this.repository = repository;
    this.review = review;
    this.retries = retries;
    this.progress = progress;
  }

  /**
   * After a push of the run that push is visible, and the branch is taken to be as it was: whoever
   * of racing runs observes last sees the pushes of all of them.
   *
   * @throws RetryException when the push does not become visible
   */
  ObservedState observe(Run run) throws ChartbotException, RetryException {
    Target target = run.target();
    Optional<Run.Unseen> unseen = run.takeUnseen();
    if (unseen.isPresent()) {
      String revision = unseen.get().revision();
      OpenChanges open = retries.poll(() -> holding(run, revision), progress);
      return new ObservedState(unseen.get().tip(), open, review.self());
    }
    Optional<String> unanswered = run.takeUnanswered();
    if (unanswered.isPresent()) {
      awaitUnanswered(run, unanswered.get());
    }
    // Before the branch: what is merged in between is then seen twice, and never not at all.
    return of(target, open(run));
  }

  /** The branch as it is now, with open changes that were looked up before. */
  ObservedState of(Target target, OpenChanges open) throws ChartbotException {
    progress.step("fetching " + target.branch() + " of " + target.project());
    return new ObservedState(tip(target), open, review.self());
  }

  /**
   * The index lags: a push without an answer that was taken must be seen before the next decision.
   */
  private void awaitUnanswered(Run run, String revision) throws ChartbotException {
    try {
      retries.poll(() -> holding(run, revision), progress);
    } catch (RetryException never) {
      progress.trace("the push without an answer was not taken: " + revision);
    }
  }

  private Optional<OpenChanges> holding(Run run, String revision) throws ChartbotException {
    OpenChanges open = open(run);
    return open.holding(revision).map(change -> open);
  }

  /** A change that the run has closed may be found for a moment longer. */
  private OpenChanges open(Run run) throws ChartbotException {
    return OpenChanges.of(run.target(), review).without(run.closings().closed());
  }

  /** Gerrit's REST knows the tip sooner than Git; mostly it has been fetched before. */
  private Snapshot tip(Target target) throws ChartbotException {
    Optional<String> revision = review.tip(target);
    Optional<Snapshot> kept = repository.keptTip(target);
    if (kept.isPresent() && revision.equals(kept.map(Snapshot::commit))) {
      return kept.get();
    }
    Snapshot fetched = repository.fetchTip(target);
    if (differs(revision, fetched) && differs(review.tip(target), fetched)) {
      throw EnvironmentException.temporary(
          "Git has "
              + fetched.commit()
              + " at the tip of "
              + target.branch()
              + " of "
              + target.project()
              + ", Gerrit another commit",
          "a Git replica may lag behind Gerrit: check the replication, or gerrit.git-url",
          null);
    }
    return fetched;
  }

  private static boolean differs(Optional<String> revision, Snapshot fetched) {
    return revision.isPresent() && !revision.get().equals(fetched.commit());
  }
}
