package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.PrintableText;
import chartbot.lifecycle.Decision;
import chartbot.lifecycle.OpenChange;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Notify;
import java.util.Optional;

/** Tells people on a change what the run has to say about it. */
final class Comments {

  /**
   * Gerrit refuses comments of more than 16 KiB unless it is configured otherwise; some is ours.
   */
  private static final int LONGEST = 16_000;

  private final ReviewServer review;

  Comments(ReviewServer review) {
    this.review = review;
  }

  /**
   * Posts what is due when nothing is left to do: the rendered difference of what this run has
   * pushed, and why a change is left alone. Gerrit shows only the newest of the messages that carry
   * the bot's tag, so it stands in for the one before.
   */
  void post(Run run, Plan plan, UpdateResult result) throws ChartbotException {
    if (plan.decision() instanceof Decision.LeaveAlone leave) {
      leaveAlone(run, leave);
    }
    ReviewRules rules = run.target().review();
    Optional<OpenChange> pushed = plan.decision().kept().filter(run::hasPushed);
    if (rules.renderedDiffComment() && pushed.isPresent() && !result.renderedDiff().isEmpty()) {
      review.comment(
          run.target(),
          pushed.get(),
          text(PrintableText.text(result.renderedDiff())),
          rules.patchSetNotify());
    }
  }

  /** Tells the people on the change once for each patch set that the bot respects. */
  private void leaveAlone(Run run, Decision.LeaveAlone leave) throws ChartbotException {
    String text = "chartbot leaves this change alone: " + leave.why() + ".";
    boolean told = leave.change().notices().stream().anyMatch(notice -> notice.contains(text));
    if (leave.tellPeople() && !told) {
      review.comment(
          run.target(),
          leave.change(),
          text + "\n\nIt was asked to propose " + run.request().text() + ".",
          Notify.ALL);
    }
  }

  static String text(String diff) {
    StringBuilder text = new StringBuilder("What this changes in the rendered manifests:\n\n");
    for (String line : diff.lines().toList()) {
      if (text.length() + line.length() > LONGEST) {
        return text + "\n... and more; the whole difference is in the report of the run\n";
      }
      // Four spaces in front make a block that Gerrit shows as it is.
      text.append("    ").append(line).append('\n');
    }
    return text.toString();
  }
}
