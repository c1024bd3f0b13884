package chartbot.cli;

import chartbot.error.ChartbotException;
import chartbot.inspect.Check;
import chartbot.inspect.InventoryRow;
import chartbot.inspect.Refresh;
import chartbot.inspect.SyncRow;
import chartbot.inspect.TargetStatus;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.UpdateRequest;
import chartbot.review.AwaitedChange;
import chartbot.review.ReviewEnd;
import chartbot.review.WaitRules;
import chartbot.target.Target;
import chartbot.update.UpdateResult;
import java.util.List;
import java.util.Set;

/**
 * What can be done with one server; holds what has to be given back. Several threads may update
 * different targets.
 */
public interface Session extends AutoCloseable {

  /** Short names of all branches of a project. */
  List<String> branches(String project) throws ChartbotException;

  /** Fetches the branches of targets of one project at once, which their updates then find. */
  void fetch(List<Target> targets) throws ChartbotException;

  /** Brings the target's open change to what the request asks for. */
  UpdateResult update(Target target, UpdateRequest request) throws ChartbotException;

  /** The updates that regenerate the target's open changes; oldest first. */
  List<Refresh> refreshes(Target target, boolean dryRun) throws ChartbotException;

  /** Regenerates one of them where it is out of date. */
  UpdateResult refresh(Refresh refresh) throws ChartbotException;

  /** Ends the holds of images on the target's branch; answers those that ended. */
  List<Hold> unhold(Target target, Set<String> images) throws ChartbotException;

  /** Waits for the changes' reviews; answers in their order how it ended for each. */
  List<ReviewEnd> await(List<AwaitedChange> changes, WaitRules rules);

  /** How the target's open changes stand; oldest first. */
  TargetStatus status(Target target) throws ChartbotException;

  /**
   * How far the target's images are behind the registry; those of the names, or all that follow it.
   */
  List<SyncRow> sync(Target target, List<String> names) throws ChartbotException;

  /** Every image of the target, and leftovers of others. */
  List<InventoryRow> inventory(Target target) throws ChartbotException;

  /** How the server and the account are. */
  List<Check> examineServer();

  /** How the target is. */
  List<Check> examine(Target target);

  @Override
  void close();
}
