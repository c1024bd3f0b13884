package chartbot.update;

import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Coverage;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Target;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds changes of other groups that say all that is wanted, but do not merge. */
final class Conflicts {

  private final ReviewServer review;

  Conflicts(ReviewServer review) {
    this.review = review;
  }

  /** Gerrit is asked only about a change that would stand for what is wanted. */
  Set<Integer> among(
      List<OpenChange> others, Target target, Snapshot tip, DesiredState wanted, Account bot)
      throws EnvironmentException {
    Set<Integer> conflicting = new HashSet<>();
    Coverage claim = Coverage.ofNewChange(wanted.tags(), wanted.takenBack());
    for (OpenChange change : others) {
      if (claim.yieldsTo(Coverage.of(change, bot))
          && !change.current().parent().equals(tip.commit())
          && !review.mergeable(target, change)) {
        conflicting.add(change.number());
      }
    }
    return conflicting;
  }
}
