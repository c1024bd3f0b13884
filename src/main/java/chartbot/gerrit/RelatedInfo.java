package chartbot.gerrit;

import chartbot.gerrit.ChangeInfo.CommitInfo;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Gerrit's RelatedChangesInfo says of the changes below and above one. */
record RelatedInfo(@Nullable List<Related> changes) {

  /** A change whose commit is an ancestor or a descendant. */
  record Related(
      @SerializedName("_change_number") int number,
      @Nullable String status,
      @Nullable RelatedCommit commit) {}

  /** Without the people, whom Gerrit does not list here in full. */
  record RelatedCommit(@Nullable String commit, @Nullable List<CommitInfo.Parent> parents) {}

  /** Numbers of the open changes that build on a patch set of the change, the nearest first. */
  List<Integer> standingOn(OpenChange change) {
    Set<String> below = new HashSet<>();
    change.patchSets().stream().map(PatchSet::revision).forEach(below::add);
    List<Integer> above = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Related related : changes == null ? List.<Related>of() : changes) {
        if (related.number() != change.number() && standsOn(related, below)) {
          more = true;
          if ("NEW".equals(related.status()) && !above.contains(related.number())) {
            above.add(related.number());
          }
        }
      }
    }
    return above;
  }

  /** Whether it does and was not known to. */
  private static boolean standsOn(Related related, Set<String> below) {
    RelatedCommit commit = related.commit();
    return commit != null
        && commit.commit() != null
        && commit.parents() != null
        && commit.parents().stream().anyMatch(parent -> below.contains(parent.commit()))
        && below.add(commit.commit());
  }
}
