package chartbot.cli;

import chartbot.review.WaitRules;
import chartbot.review.WaitRules.Goal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Whether a run waits for the review, and for what. */
final class WaitOptions {

  private static final Duration STANDARD = Duration.ofMinutes(30);

  private final Option<String> goal =
      Option.text(
          "--wait",
          "submittable|merged",
          "Waits until the change can be submitted, or is merged. A negative vote, an abandon,"
              + " somebody else's patch set and the timeout end with exit code 6.");

  private final Option<Boolean> submit =
      Option.flag("--submit", "Waits, and submits the change once that is possible.");

  private final Option<String> timeout =
      Option.text(
          "--timeout", "DURATION", "How long to wait at most, e.g. 90s, 45m, 1h30m. Default: 30m.");

  void addTo(Command command) {
    command.add(goal, submit, timeout);
  }

  /** Empty: the run does not wait. */
  Optional<WaitRules> rules() {
    if (!goal.isGiven() && !submit.isGiven()) {
      if (timeout.isGiven()) {
        throw timeout.usage("--timeout says how long to wait; give --wait or --submit too");
      }
      return Optional.empty();
    }
    return Optional.of(
        new WaitRules(
            goal.given().map(this::goal).orElse(Goal.SUBMITTABLE),
            submit.isGiven(),
            timeout.given().map(this::time).orElse(STANDARD)));
  }

  private Goal goal(String word) {
    return switch (word) {
      case "submittable" -> Goal.SUBMITTABLE;
      case "merged" -> Goal.MERGED;
      default -> throw goal.wrong(word, "is not submittable or merged");
    };
  }

  private Duration time(String text) {
    try {
      Duration time = Duration.parse("PT" + text);
      if (!time.isNegative() && !time.isZero()) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // refused below
    }
    throw timeout.wrong(text, "is not a duration such as 90s, 45m or 1h30m");
  }
}
