package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.PrintableText;
import chartbot.lifecycle.OpenChange;
import chartbot.target.ReviewRules;
import java.util.Optional;

/** Shows reviewers on the change itself what it changes in the cluster. */
final class RenderedDiffComment {

  /**
   * Gerrit refuses comments of more than 16 KiB unless it is configured otherwise; some is ours.
   */
  private static final int LONGEST = 16_000;

  private final ReviewServer review;

  RenderedDiffComment(ReviewServer review) {
    this.review = review;
  }

  /**
   * Posts the difference with a patch set that this run has pushed. Gerrit shows only the newest of
   * the messages that carry the bot's tag, so it stands in for the one before.
   */
  void post(Run run, Settled settled, UpdateResult result) throws ChartbotException {
    boolean wanted = run.target().review().renderedDiffComment();
    Optional<OpenChange> pushed = settled.change().filter(run::hasPushed);
    if (wanted && pushed.isPresent() && !result.renderedDiff().isEmpty()) {
      ReviewRules rules = run.target().review();
      review.comment(
          run.target(),
          pushed.get(),
          text(PrintableText.text(result.renderedDiff())),
          rules.patchSetNotify());
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
