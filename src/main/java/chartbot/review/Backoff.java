package chartbot.review;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait until the next look: longer each time that nothing has happened, so that a long
 * wait costs the server little; never in step with other runs.
 */
final class Backoff {

  static final Duration SHORTEST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(30);

  private final RandomGenerator random;
  private Duration next = SHORTEST;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Something happened: more may follow soon. */
  void renew() {
    next = SHORTEST;
  }

  /** Between half and all of the pause that is due. */
  Duration pause() {
    long most = next.toMillis();
    next = Duration.ofMillis(Math.min(most * 3 / 2, LONGEST.toMillis()));
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
  }
}
