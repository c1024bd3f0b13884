package chartbot.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When one operation has to be over, whatever number of requests it takes. */
record Deadline(Clock clock, Instant end) {

  static Deadline in(Duration time, Clock clock) {
    return new Deadline(clock, clock.instant().plus(time));
  }

  /** Zero or less when it has passed. */
  Duration left() {
    return Duration.between(clock.instant(), end);
  }

  boolean allows(Duration time) {
    return left().compareTo(time) > 0;
  }
}
