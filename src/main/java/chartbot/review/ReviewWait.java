package chartbot.review;

import chartbot.update.Progress;
import chartbot.update.ReviewServer;
import chartbot.update.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Waits until people and builds have had their say about changes, and submits them where that was
 * asked for. All changes are looked at in turn, so that none waits for another one.
 */
public final class ReviewWait {

  private final ReviewServer server;
  private final Clock clock;
  private final Sleeper sleeper;
  private final RandomGenerator random;
  private final Progress progress;

  public ReviewWait(
      ReviewServer server,
      Clock clock,
      Sleeper sleeper,
      RandomGenerator random,
      Progress progress) {
    this.server = server;
    this.clock = clock;
    this.sleeper = sleeper;
    this.random = random;
    this.progress = progress;
  }

  /** Waits for all of the changes; answers in their order how it ended for each. */
  public List<ReviewEnd> run(List<AwaitedChange> changes, WaitRules rules) {
    Instant deadline = clock.instant().plus(rules.timeout());
    Backoff patience = new Backoff(random);
    List<ChangeWatcher> watches =
        changes.stream().map(change -> new ChangeWatcher(change, rules, server, progress)).toList();
    while (watches.stream().anyMatch(ChangeWatcher::isOn)) {
      boolean late = !clock.instant().isBefore(deadline);
      for (ChangeWatcher watch : watches) {
        if (watch.isOn() && watch.look()) {
          patience.renew();
        }
        if (watch.isOn() && late) {
          watch.giveUp();
        }
      }
      if (watches.stream().anyMatch(ChangeWatcher::isOn)) {
        pause(patience.pause(), Duration.between(clock.instant(), deadline));
      }
    }
    return watches.stream().map(ChangeWatcher::end).toList();
  }

  /** Never beyond the deadline, when there is one more look. */
  private void pause(Duration due, Duration left) {
    Duration time = due.compareTo(left) < 0 ? due : left;
    try {
      if (!time.isNegative()) {
        sleeper.sleep(time);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
