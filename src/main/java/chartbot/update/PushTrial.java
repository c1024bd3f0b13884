package chartbot.update;

import chartbot.failure.ChartbotException;

/** Finds out whether a push for review would be let through, without making a change. */
public interface PushTrial {

  /**
   * Pushes for review what the branch has already: Gerrit checks the right first and then finds
   * nothing new. Who may read a project is not told its rights in any other way.
   *
   * @throws ChartbotException with Gerrit's refusal
   */
  void tryPush(Target target, Snapshot tip) throws ChartbotException;
}
