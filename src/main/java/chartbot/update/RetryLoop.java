package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedEnvironmentException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How often and how patiently a round is played again, with exponential backoff and full jitter.
 *
 * @param attempts rounds at most, the first included
 * @param first the longest pause before the second round
 * @param longest the longest pause at all
 */
public record RetryLoop(int attempts, Duration first, Duration longest) {

  /** Passing faults of network or server that end a run. */
  private static final int FAULTS = 3;

  /** One round of a run. */
  @FunctionalInterface
  interface Round<T> {
    T play() throws ChartbotException, Again;
  }

  /** The world moved on while the round was played: look again and regenerate. */
  static final class Again extends Exception {
    private static final long serialVersionUID = 1L;

    Again(String why) {
      this(why, null);
    }

    /**
     * @param fault what stops the run where no further round mends it
     */
    Again(String why, @Nullable EnvironmentException fault) {
      super(why, fault);
    }
  }

  /** Two dozen rounds within about two minutes. */
  public static RetryLoop patient() {
    return new RetryLoop(24, Duration.ofMillis(200), Duration.ofSeconds(8));
  }

  /** Plays a round until it does not ask for another one. */
  <T> T play(Round<T> round, Progress progress) throws ChartbotException {
    try {
      return repeat(round, progress);
    } catch (Again again) {
      if (again.getCause() instanceof EnvironmentException fault) {
        throw fault;
      }
      throw EnvironmentException.passing(
          "gave up after " + attempts + " rounds: " + again.getMessage(),
          "other runs or people kept changing the same change; run again later",
          again);
    }
  }

  /** Looks again and again until something shows; what never shows is for another round. */
  static <T> T poll(Round<T> look, Progress progress) throws ChartbotException, Again {
    return new RetryLoop(8, Duration.ofMillis(50), Duration.ofSeconds(1)).repeat(look, progress);
  }

  private <T> T repeat(Round<T> round, Progress progress) throws ChartbotException, Again {
    AtomicInteger faults = new AtomicInteger();
    RetryPolicy<T> policy =
        RetryPolicy.<T>builder()
            .handleIf(
                (Throwable e) ->
                    e instanceof Again || (isPassing(e) && faults.incrementAndGet() < FAULTS))
            .withMaxAttempts(attempts)
            .withBackoff(first, longest)
            .withJitter(1.0)
            .onRetry(event -> progress.trace("again: " + reason(event.getLastException())))
            .build();
    try {
      return Failsafe.with(policy).get(() -> checked(round));
    } catch (FailsafeException e) {
      if (e.getCause() instanceof ChartbotException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Again again) {
        throw again;
      }
      throw e;
    }
  }

  /** What the round read lazily and could not is a fault like any other. */
  private static <T> T checked(Round<T> round) throws ChartbotException, Again {
    try {
      return round.play();
    } catch (UncheckedEnvironmentException e) {
      throw e.failure();
    }
  }

  private static boolean isPassing(Throwable exception) {
    return exception instanceof EnvironmentException environment && environment.retryable();
  }

  private static String reason(Throwable exception) {
    return String.valueOf(exception.getMessage());
  }
}
