package chartbot.review;

import java.time.Duration;

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
    MERGED
  }

  public WaitRules {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("not a time to wait: " + timeout);
    }
  }
}
