package chartbot.cli;

import chartbot.update.WaitRules;
import chartbot.update.WaitRules.Goal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Whether a run waits for the review, and for what. */
final class WaitOptions {

  private static final Duration STANDARD = Duration.ofMinutes(30);

  @Spec(Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // Picocli sets it
  private CommandSpec command;

  @Option(
      names = "--wait",
      paramLabel = "submittable|merged",
      description =
          "Waits until the change can be submitted, or is merged. A negative vote, an abandon,"
              + " somebody else's patch set and the timeout end with exit code 6.")
  private Optional<String> goal = Optional.empty();

  @Option(names = "--submit", description = "Waits, and submits the change once that is possible.")
  private boolean submit;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long to wait at most, e.g. 90s, 45m, 1h30m. Default: 30m.")
  private Optional<String> timeout = Optional.empty();

  /** Empty: the run does not wait. */
  Optional<WaitRules> rules() {
    if (goal.isEmpty() && !submit) {
      if (timeout.isPresent()) {
        throw new ParameterException(
            command.commandLine(), "--timeout says how long to wait; give --wait or --submit too");
      }
      return Optional.empty();
    }
    return Optional.of(
        new WaitRules(
            goal.map(this::goal).orElse(Goal.SUBMITTABLE),
            submit,
            timeout.map(this::time).orElse(STANDARD)));
  }

  private Goal goal(String word) {
    return switch (word) {
      case "submittable" -> Goal.SUBMITTABLE;
      case "merged" -> Goal.MERGED;
      default -> throw wrong("--wait", word, "is not submittable or merged");
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
    throw wrong("--timeout", text, "is not a duration such as 90s, 45m or 1h30m");
  }

  private ParameterException wrong(String option, String text, String what) {
    return new ParameterException(
        command.commandLine(), "Invalid value for option '" + option + "': '" + text + "' " + what);
  }
}
