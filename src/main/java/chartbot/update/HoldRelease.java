package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ends holds: those of merged changes, and open changes that would hold an image once merged. */
public final class HoldRelease {

  private final ReviewServer review;

  public HoldRelease(ReviewServer review) {
    this.review = review;
  }

  /**
   * Ends all holds of some images on a target's branch.
   *
   * @return the holds that ended
   */
  public List<Hold> release(Target target, Set<String> images) throws ChartbotException {
    OpenChanges open = OpenChanges.of(target, review);
    List<Hold> released = new ArrayList<>();
    for (Hold hold : open.holds()) {
      if (!images.contains(hold.image()) || hold.isRetirement()) {
        continue;
      }
      if (hold.merged()) {
        review.release(target, hold);
      } else {
        abandon(target, open, hold);
      }
      released.add(hold);
    }
    return released;
  }

  private void abandon(Target target, OpenChanges open, Hold hold) throws EnvironmentException {
    for (OpenChange change : open.all()) {
      if (change.number() == hold.change()
          && !review.abandon(target, change, "the hold of " + hold.image() + " was released")) {
        throw EnvironmentException.permanent(
            "Gerrit does not let the account abandon change " + hold.change(),
            "abandon it in Gerrit: " + hold.url(),
            null);
      }
    }
  }
}
