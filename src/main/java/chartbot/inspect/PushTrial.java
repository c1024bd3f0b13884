package chartbot.inspect;

import chartbot.error.ChartbotException;
import chartbot.target.Target;
import chartbot.update.Snapshot;
import java.util.List;

/** Finds out whether a push for review would be let through, without making a change. */
public interface PushTrial {

  /**
   * Pushes for review what the branch has already: Gerrit checks the options and the right first
   * and then finds nothing new. Gerrit reveals the rights of an account that may only read in no
   * other way.
   *
   * @param options Gerrit's push options of a real push
   * @throws ChartbotException with Gerrit's refusal
   */
  void tryPush(Target target, Snapshot tip, List<String> options) throws ChartbotException;
}
