package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.PatchSet;
import chartbot.target.Target;
import java.util.List;
import java.util.Optional;

/** The Git side: reads the chart at a commit, builds commits and pushes them; no work tree. */
public interface ChartRepository {

  /** Fetches the tip of the target's branch. */
  Snapshot fetchTip(Target target) throws ChartbotException;

  /** The tip of the target's branch as it was fetched last; the branch may have moved. */
  Optional<Snapshot> keptTip(Target target) throws ChartbotException;

  /**
   * Fetches the last commits of the target's branch, newest first; of a merge, what it was merged
   * into.
   *
   * @param most how many at most
   */
  List<Snapshot> history(Target target, int most) throws ChartbotException;

  /** Fetches the commit that a patch set builds on. */
  Snapshot fetchParent(Target target, PatchSet patchSet) throws ChartbotException;

  /** The SHA-1 of the tree that the edit makes of the commit's. */
  String tree(Target target, Snapshot commit, ChartEdit edit) throws ChartbotException;

  /** Whether a patch set holds exactly this tree. */
  boolean holds(Target target, PatchSet patchSet, String tree) throws ChartbotException;

  /**
   * Commits the edit on top of {@code parent} and pushes the commit for review.
   *
   * @return what Gerrit answered where the lifecycle can go on from there
   * @throws EnvironmentException when Gerrit refuses for a reason that a person must fix
   */
  PushResult push(Target target, Snapshot parent, ChartEdit edit, Proposal proposal)
      throws ChartbotException;

  /**
   * Pushes what a patch set holds once more, as the newest patch set of its change.
   *
   * @param proposal its message stands instead of the patch set's own, its identity is the
   *     committer
   */
  PushResult pushAgain(Target target, PatchSet patchSet, Proposal proposal)
      throws ChartbotException;
}
