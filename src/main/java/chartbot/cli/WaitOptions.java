package chartbot.cli;

import chartbot.review.WaitRules;
import chartbot.review.WaitRules.Goal;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a run waits for the review, and for what. */
final class WaitOptions {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

  @Option(
      names = "--wait",
      paramLabel = "submittable|merged",
      description =
          "Wait until the change can be submitted, or is merged. A negative vote, an abandon,"
              + " somebody else's patch set and the timeout end with exit code 6.")
  private Optional<Goal> goal = Optional.empty();

  @Option(names = "--submit", description = "Wait, and submit the change once that is possible.")
  private boolean submit;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "How long to wait at most, e.g. 90s, 45m, 1h30m. Default: 30m.")
  private Optional<Duration> timeout = Optional.empty();

  /** Empty: the run does not wait. */
  Optional<WaitRules> rules() {
    if (goal.isEmpty() && !submit) {
      if (timeout.isPresent()) {
        throw new UsageException("--timeout says how long to wait; give --wait or --submit too");
      }
      return Optional.empty();
    }
    return Optional.of(
        new WaitRules(goal.orElse(Goal.SUBMITTABLE), submit, timeout.orElse(DEFAULT_TIMEOUT)));
  }
}
