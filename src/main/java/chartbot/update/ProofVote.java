package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.VerificationException;
import chartbot.lifecycle.Decision;
import chartbot.lifecycle.OpenChange;
import chartbot.target.LabelVote;
import java.util.Optional;

/** The bot's vote on the patch sets that it has proved, where {@code review.label} asks for one. */
record ProofVote(ReviewServer review) {

  /**
   * Votes for what this run has pushed, once nothing is left to do. Gerrit may have copied the vote
   * of an earlier patch set, so that one which is not proved takes it back.
   */
  void cast(Run run, Plan plan, Verified verified) throws ChartbotException {
    Optional<LabelVote> vote = run.target().review().label();
    Optional<OpenChange> pushed = plan.decision().kept().filter(run::hasPushed);
    if (vote.isEmpty() || pushed.isEmpty()) {
      return;
    }
    boolean proved = verified == Verified.FULL;
    if (!proved) {
      run.note("no vote " + vote.get() + ": verified is '" + verified.text() + "', not 'full'");
    }
    if (proved || pushed.get().patchSets().size() > 1) {
      set(run, pushed.get(), vote.get(), proved, proved ? "chartbot has verified this." : "");
    }
  }

  /** The proof of the tags that a change proposes already has failed on the branch of today. */
  void withdraw(Run run, Plan plan, VerificationException error) throws ChartbotException {
    Optional<LabelVote> vote = run.target().review().label();
    if (vote.isPresent()
        && plan.decision() instanceof Decision.NewPatchSet patchSet
        && patchSet.change().images().equals(plan.desired().tags())) {
      String why = error.message().lines().findFirst().orElse("");
      String text = "chartbot withdraws " + vote.get() + ": " + why;
      if (patchSet.change().notices().stream().noneMatch(notice -> notice.contains(text))) {
        set(run, patchSet.change(), vote.get(), false, text);
      }
    }
  }

  private void set(Run run, OpenChange change, LabelVote vote, boolean given, String text)
      throws ChartbotException {
    Optional<String> refused =
        review.vote(
            run.target(),
            change.number(),
            change.current().revision(),
            vote.label(),
            given ? vote.value() : 0,
            text);
    refused.ifPresent(
        why ->
            run.note(
                "Gerrit refuses the vote "
                    + vote
                    + " on change "
                    + change.number()
                    + ": "
                    + why
                    + " (the account needs the right to vote on the label)"));
  }
}
