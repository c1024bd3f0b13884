package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.PrintableText;
import chartbot.lifecycle.Decision;
import chartbot.lifecycle.Footers;
import chartbot.lifecycle.OpenChange;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Notify;
import java.util.List;
import java.util.Optional;

/** Posts what a run has to say about a change as comments. */
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
    if (plan.decision() instanceof Decision.WaitForMerge wait) {
      waits(run, plan, wait.change());
    }
    ReviewRules rules = run.target().review();
    Optional<OpenChange> pushed = plan.decision().kept().filter(run::hasPushed);
    if (rules.renderedDiffComment() && pushed.isPresent() && !result.renderedDiff().isEmpty()) {
      review.comment(
          run.target(),
          pushed.get().number(),
          text(PrintableText.text(result.renderedDiff())),
          rules.patchSetNotify());
    }
  }

  /**
   * What stands on an abandoned change cannot be submitted, which nobody would see on it. It is
   * looked for at the end: between a decision and its abandon every call gives other runs time to
   * decide otherwise.
   */
  void notifyDependents(Run run) throws ChartbotException {
    for (OpenChange abandoned : run.closings().abandoned().values()) {
      for (int number : review.standingOn(run.target(), abandoned)) {
        String text =
            "chartbot has abandoned change "
                + abandoned.number()
                + ", on which this one builds: "
                + abandoned.url()
                + ". Rebase this one onto "
                + run.target().branch()
                + " or onto another change.";
        review.comment(run.target(), number, text, Notify.OWNER);
        run.note(
            "change "
                + number
                + " builds on change "
                + abandoned.number()
                + ", which was abandoned; its owner was notified");
      }
    }
  }

  /** Notifies the people on the change once for each patch set that the bot respects. */
  private void leaveAlone(Run run, Decision.LeaveAlone leave) throws ChartbotException {
    String text = "chartbot leaves this change alone: " + leave.why() + ".";
    boolean alreadyPosted =
        leave.change().notices().stream().anyMatch(notice -> notice.contains(text));
    if (leave.notifyPeople() && !alreadyPosted) {
      review.comment(
          run.target(),
          leave.change().number(),
          text + "\n\nIt was asked to propose " + run.request().text() + ".",
          Notify.ALL);
    }
  }

  /**
   * Posts the tags that wait for the merge. A later run reads them there: the change itself lacks
   * them.
   */
  private void waits(Run run, Plan plan, OpenChange change) throws ChartbotException {
    List<String> newer =
        plan.desired().tags().entrySet().stream()
            .filter(image -> !image.getValue().equals(change.images().get(image.getKey())))
            .filter(image -> !image.getValue().equals(change.waiting().get(image.getKey())))
            .map(image -> Footers.MODEL_IMAGE + ": " + image.getKey() + ":" + image.getValue())
            .toList();
    if (!newer.isEmpty()) {
      review.comment(
          run.target(),
          change.number(),
          OpenChange.WAITS
              + ", since it can be submitted. After the merge it proposes the newer tags:\n\n"
              + String.join("\n", newer),
          run.target().review().patchSetNotify());
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
