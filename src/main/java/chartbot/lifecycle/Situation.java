package chartbot.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that the lifecycle decides from; no I/O behind it.
 *
 * @param wanted image name to the tag that the group's change should propose
 * @param takenBack names of the images whose tag wanted is one that a person went back to
 * @param own the group's open changes, oldest first; more than one after a race
 * @param others the bot's other open changes for the same chart on the same branch
 * @param stale numbers of own changes whose content is not what the bot would make today, and of
 *     any changes that say all that is wanted but do not merge
 * @param leftToMerge numbers of own changes that can be submitted and are not to lose that
 * @param duplicateIds Change-Ids with which no push can succeed
 * @param force whether a patch set that a person uploaded may be replaced
 * @param branchHasAll whether the branch holds everything wanted, files included
 * @param settled whether what else was asked for is not to be proposed at all
 */
public record Situation(
    Map<String, String> wanted,
    Set<String> takenBack,
    List<OpenChange> own,
    List<OpenChange> others,
    Account bot,
    Set<Integer> stale,
    Set<Integer> leftToMerge,
    Set<String> duplicateIds,
    boolean force,
    boolean branchHasAll,
    boolean settled) {

  public Situation {
    wanted = Map.copyOf(wanted);
    takenBack = Set.copyOf(takenBack);
    own = List.copyOf(own);
    others = List.copyOf(others);
    stale = Set.copyOf(stale);
    leftToMerge = Set.copyOf(leftToMerge);
    duplicateIds = Set.copyOf(duplicateIds);
  }
}
