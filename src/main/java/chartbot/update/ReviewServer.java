package chartbot.update;

import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.ReviewState;
import chartbot.target.ReviewRules.Notify;
import chartbot.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The review side: Gerrit's changes and accounts. Changes are addressed by project and number. */
public interface ReviewServer {

  /** The account that the bot works as. */
  Account self() throws EnvironmentException;

  /** SHA-1 of the tip of the target's branch; empty where the server does not say. */
  Optional<String> tip(Target target);

  /**
   * The open changes of the target's project and branch that carry the bot's hashtag, and the holds
   * of merged changes of its chart.
   */
  FoundChanges changes(Target target) throws EnvironmentException;

  /** Those of the given Change-Ids that any change of the target's branch carries, open or not. */
  Set<String> usedChangeIds(Target target, List<String> changeIds) throws EnvironmentException;

  /**
   * Whether the current patch set builds on a commit of the branch and merges into its tip; what is
   * closed by now, or gone, does not.
   */
  boolean mergeable(Target target, OpenChange change) throws EnvironmentException;

  /**
   * Deletes a change, which frees its Change-Id; gone already is as good.
   *
   * @return false when Gerrit does not let the bot do that
   */
  boolean delete(Target target, OpenChange change) throws EnvironmentException;

  /**
   * Abandons a change; closed already is as good.
   *
   * @return false when Gerrit does not let the bot do that
   */
  boolean abandon(Target target, OpenChange change, String why) throws EnvironmentException;

  /**
   * Opens a change again that was abandoned; open already is as good.
   *
   * @return false when Gerrit does not let the bot do that
   */
  boolean restore(Target target, OpenChange change, String why) throws EnvironmentException;

  /** Numbers of the open changes that build on a patch set of the change. */
  List<Integer> standingOn(Target target, OpenChange change) throws EnvironmentException;

  /**
   * Ends the holds of a merged change.
   *
   * @throws EnvironmentException also when Gerrit does not let the bot do that
   */
  void release(Target target, Hold hold) throws EnvironmentException;

  /** The retirements of some images that are merged into the target's branch, by image name. */
  Map<String, Hold> retirements(Target target, Set<String> images) throws EnvironmentException;

  /** The changes of the bot on the target's branch that were closed in the last two weeks. */
  List<ClosedChange> closedLately(Target target) throws EnvironmentException;

  /**
   * When a change of the bot about each image was merged into the target's branch last; of the 500
   * newest changes.
   */
  Map<String, Instant> lastMerged(Target target) throws EnvironmentException;

  /**
   * Leaves a message on a change, marked as the bot's; nothing where the change is gone.
   *
   * @param change its number
   * @param notify whom Gerrit mails about it
   */
  void comment(Target target, int change, String text, Notify notify) throws EnvironmentException;

  /**
   * Votes on a patch set; 0 takes the bot's vote back.
   *
   * @param text what Gerrit shows with the vote
   * @return Gerrit's words where it refuses: no such label, no right; empty where the vote counts
   */
  Optional<String> vote(
      Target target, int change, String revision, String label, int value, String text)
      throws EnvironmentException;

  /** How a change stands in review; empty where Gerrit does not know it, or does not show it. */
  Optional<ReviewState> review(Target target, int change) throws EnvironmentException;

  /**
   * Numbers of the open changes that Gerrit would submit with this one, such as those of its topic,
   * and that cannot be submitted yet.
   */
  List<Integer> holdingBack(Target target, int change) throws EnvironmentException;

  /**
   * Submits one patch set of a change, which must be the current one.
   *
   * @return Gerrit's words where it refuses; empty where the change is merged
   */
  Optional<String> submit(Target target, int change, String revision) throws EnvironmentException;
}
