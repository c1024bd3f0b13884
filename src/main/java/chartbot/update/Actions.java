package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.VerificationException;
import chartbot.lifecycle.Decision;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ReviewState;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import chartbot.update.RetryLoop.RetryException;
import java.util.List;
import java.util.Optional;

/** Carries out what was decided. */
final class Actions {

  private final ReviewServer review;
  private final ChartVerifier verifier;
  private final Publisher publisher;
  private final ProofVote vote;
  private final Progress progress;

  Actions(
      ReviewServer review,
      ChartVerifier verifier,
      Publisher publisher,
      ProofVote vote,
      Progress progress) {
    this.vote = vote;
    this.review = review;
    this.verifier = verifier;
    this.publisher = publisher;
    this.progress = progress;
  }

  /**
   * Does what can be done now.
   *
   * @return false when nothing is left to do
   * @throws RetryException when another run or a person was quicker
   */
  boolean act(Run run, ObservedState observed, Plan plan) throws ChartbotException, RetryException {
    if (plan.pushes()) {
      publisher.push(run, observed, plan, proof(run, observed, plan));
      return true;
    }
    if (plan.decision() instanceof Decision.Restore restore) {
      publisher.restore(run, observed, restore);
      return true;
    }
    List<OpenChange> superfluous =
        plan.decision().abandon().stream()
            .filter(change -> !run.closings().hasRefused(change))
            .toList();
    Optional<OpenChange> kept = plan.decision().kept();
    for (OpenChange change : superfluous) {
      abandon(run, plan, change);
    }
    if (kept.isPresent() && !superfluous.isEmpty()) {
      owe(run, observed, kept.get(), superfluous);
    }
    return !superfluous.isEmpty();
  }

  private Verification proof(Run run, ObservedState observed, Plan plan) throws ChartbotException {
    try {
      return verify(run, observed, plan);
    } catch (VerificationException error) {
      vote.withdraw(run, plan, error);
      throw error;
    }
  }

  Verification verify(Run run, ObservedState observed, Plan plan) throws ChartbotException {
    if (!plan.pushes()) {
      return Verification.notNeeded();
    }
    Target target = run.target();
    if (target.verify().mode() != VerifyRules.Mode.OFF) {
      progress.step("verifying with Helm");
    }
    return verifier.verify(
        observed.tip().chart(), plan.draft().edit(), target.images(), target.verify());
  }

  private void abandon(Run run, Plan plan, OpenChange change)
      throws ChartbotException, RetryException {
    progress.step("abandoning change " + change.number());
    Optional<OpenChange> kept = plan.decision().kept();
    String nothingLeft =
        plan.decision() instanceof Decision.Withhold withhold
            ? withhold.why()
            : plan.withheld().values().stream()
                .filter(hold -> hold.change() != change.number())
                .map(hold -> hold.image() + " " + hold.why())
                .findFirst()
                .orElse(run.target().branch() + " has all of it");
    String why =
        kept.map(k -> "covered by change " + k.number() + ": " + k.url()).orElse(nothingLeft);
    run.closings().abandons(change);
    boolean gone = close(run.target(), change, kept, why);
    if (gone) {
      settle(run, change);
    } else {
      run.closings().isRefused(change);
    }
    if (gone && !run.closings().abandoned().containsKey(change.number())) {
      return; // somebody merged it meanwhile
    }
    run.note(
        "change "
            + change.number()
            + (gone ? " was abandoned" : " should be abandoned, but Gerrit refuses that")
            + " ("
            + why
            + ")");
  }

  /**
   * Finds out what became of abandons whose answer did not come.
   *
   * @throws RetryException when one of the changes was restored
   */
  void settleAbandons(Run run) throws ChartbotException, RetryException {
    for (OpenChange change : run.closings().unanswered()) {
      settle(run, change);
    }
  }

  /**
   * Between the observation and the abandon the change may have got another patch set, whose tags
   * or content nobody would propose any more.
   */
  private void settle(Run run, OpenChange change) throws ChartbotException, RetryException {
    Optional<ReviewState> now = review.review(run.target(), change.number());
    if (now.isPresent() && now.get().status() != ReviewState.Status.ABANDONED) {
      run.closings().isNotAbandoned(change);
      if (now.get().status() == ReviewState.Status.MERGED) {
        run.closings().isClosed(change.number()); // the index lags
      }
      return;
    }
    Optional<PatchSet> newer =
        now.map(ReviewState::current)
            .filter(current -> !current.revision().equals(change.current().revision()));
    if (newer.isPresent()
        && !saysTheSame(newer.get(), change)
        && review.restore(run.target(), change, "it got a newer patch set meanwhile")) {
      run.hasReopened(change, newer.get().revision());
      throw new RetryException("change " + change.number() + " got a newer patch set meanwhile");
    }
    run.closings().isAbandoned(change);
  }

  private boolean saysTheSame(PatchSet newer, OpenChange change) throws ChartbotException {
    return newer.isBy(review.self()) && newer.footers().images().equals(change.images());
  }

  /**
   * A change that a race created with the Change-Id of the one that stays is deleted where the bot
   * may, since as long as it is there, abandoned or not, no push with that id succeeds.
   */
  private boolean close(Target target, OpenChange change, Optional<OpenChange> kept, String why)
      throws ChartbotException {
    boolean spoils = kept.isPresent() && kept.get().changeId().equals(change.changeId());
    boolean untouched = change.votes().isEmpty() && change.patchSets().size() == 1;
    return (spoils && untouched && review.delete(target, change))
        || review.abandon(target, change, why);
  }

  /**
   * Another run may have abandoned the change that was to stay, in favour of what this one has just
   * abandoned: whichever of them looks last has to see to it that something is open.
   */
  private void owe(Run run, ObservedState observed, OpenChange kept, List<OpenChange> abandoned)
      throws ChartbotException, RetryException {
    Optional<ReviewState> now = review.review(run.target(), kept.number());
    if (now.isEmpty() || now.get().status() != ReviewState.Status.OPEN) {
      run.closings().isClosed(kept.number());
      observed.open().of(run.group()).stream()
          .filter(change -> abandoned.contains(change) || change.equals(kept))
          .forEach(change -> run.owes(change.images()));
      throw new RetryException("change " + kept.number() + " was closed meanwhile");
    }
  }
}
