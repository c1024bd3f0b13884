package chartbot.review;

import java.time.Duration;
import java.util.Locale;

/**
 * What a run waits for after its push.
 *
 * @param submit whether the bot submits what can be submitted; it then waits for the merge
 * @param timeout how long at most
 */
public record WaitRules(Goal goal, boolean submit, Duration timeout) {

  /** What has to come true. */
  public enum Goal {
    SUBMITTABLE,
    MERGED;

    /** As the command line spells it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public WaitRules {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("not a time to wait: " + timeout);
    }
  }
}
