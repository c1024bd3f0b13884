package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedChartbotException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Repeats the rounds of a run: at once where one made progress, after a pause where it lost a race
 * or met a fault of network or server that may pass.
 *
 * @param attempts rounds at most, the first included
 * @param first the longest pause after the first lost race; each further one doubles it
 * @param longest the longest pause after a lost race
 * @param faultPauses the longest pause after each fault; one more fault ends the run
 */
public record RetryLoop(
    int attempts,
    Duration first,
    Duration longest,
    List<Duration> faultPauses,
    Sleeper sleeper,
    RandomGenerator random) {

  private static final Duration LONGEST_ASKED = Duration.ofMinutes(2);
  private static final int LOOKS = 8;
  private static final Duration FIRST_LOOK = Duration.ofMillis(50);
  private static final Duration LAST_LOOK = Duration.ofSeconds(1);

  public RetryLoop {
    faultPauses = List.copyOf(faultPauses);
  }

  /** One round: its result, or empty where it made progress and another round is due. */
  @FunctionalInterface
  interface Round<T> {
    Optional<T> play() throws ChartbotException, RetryException;
  }

  /** The round lost a race: observe and decide again after a pause. */
  static final class RetryException extends Exception {
    private static final long serialVersionUID = 1L;

    RetryException(String why) {
      this(why, null);
    }

    /**
     * A round that is to be repeated because of a fault.
     *
     * @param fault counts as such, and ends the run where it stays
     */
    RetryException(String why, @Nullable EnvironmentException fault) {
      super(why, fault);
    }
  }

  /** Two dozen rounds, and about a minute of pauses for a server that is away. */
  public static RetryLoop patient() {
    return patient(time -> Thread.sleep(time.toMillis()), new SplittableRandom());
  }

  /** The same with another clock and other dice. */
  public static RetryLoop patient(Sleeper sleeper, RandomGenerator random) {
    return new RetryLoop(
        24,
        Duration.ofMillis(200),
        Duration.ofSeconds(8),
        List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40)),
        sleeper,
        random);
  }

  /** Plays rounds until one has a result. */
  <T> T play(Round<T> round, Progress progress) throws ChartbotException {
    int races = 0;
    int faults = 0;
    String why = "the open changes kept changing";
    for (int played = 0; played < attempts; played++) {
      EnvironmentException fault = null;
      try {
        Optional<T> result = checked(round);
        if (result.isPresent()) {
          return result.get();
        }
        continue;
      } catch (RetryException again) {
        why = String.valueOf(again.getMessage());
        fault = again.getCause() instanceof EnvironmentException cause ? cause : null;
      } catch (EnvironmentException e) {
        why = e.message();
        fault = e;
      }
      if (fault != null && (!fault.retryable() || faults == faultPauses.size())) {
        throw fault;
      }
      progress.trace("retrying: " + why);
      pause(
          fault == null
              ? backoff(first, longest, races++)
              : after(fault, faultPauses.get(faults++)));
    }
    throw EnvironmentException.temporary(
        "gave up after " + attempts + " rounds: " + why,
        "other runs or people kept changing the same change; retry later",
        null);
  }

  /**
   * Looks until something shows.
   *
   * @throws RetryException when it never does
   */
  <T> T poll(Round<T> look, Progress progress) throws ChartbotException, RetryException {
    for (int looks = 0; looks < LOOKS; looks++) {
      if (looks > 0) {
        pause(backoff(FIRST_LOOK, LAST_LOOK, looks - 1));
      }
      Optional<T> found = checked(look);
      if (found.isPresent()) {
        return found.get();
      }
      progress.trace("the push is not visible yet");
    }
    throw new RetryException("the push did not become visible");
  }

  /** As long as the server asks, within reason. */
  private Duration after(EnvironmentException fault, Duration due) {
    Duration asked = fault.retryAfter().orElse(Duration.ZERO);
    Duration pause = jittered(due);
    Duration longer = asked.compareTo(pause) > 0 ? asked : pause;
    return longer.compareTo(LONGEST_ASKED) < 0 ? longer : LONGEST_ASKED;
  }

  private Duration backoff(Duration start, Duration limit, int times) {
    long most = Math.min(limit.toMillis(), start.toMillis() << Math.min(times, 20));
    return jittered(Duration.ofMillis(most));
  }

  /** Between half and all of it: racing runs must not keep step. */
  private Duration jittered(Duration pause) {
    long most = pause.toMillis();
    return Duration.ofMillis(most - random.nextLong(most / 2 + 1));
  }

  private void pause(Duration time) {
    try {
      sleeper.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What the round read lazily and could not is a fault like any other. */
  private static <T> Optional<T> checked(Round<T> round) throws ChartbotException, RetryException {
    try {
      return round.play();
    } catch (UncheckedChartbotException e) {
      throw e.failure();
    }
  }
}
