package chartbot.inspect;

import chartbot.chart.ImageChange;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Identity;
import chartbot.target.Target;
import java.util.List;
import java.util.Optional;

/**
 * How one open change of the bot stands.
 *
 * @param images what it proposes, from the branch's tags as they are now
 * @param mergeable whether it merges into the branch's tip
 * @param holder who holds the change; empty where that is the bot
 */
public record ChangeStatus(
    Target target,
    OpenChange change,
    List<ImageChange> images,
    boolean mergeable,
    Optional<Identity> holder) {

  public ChangeStatus {
    images = List.copyOf(images);
  }

  /** Whether somebody else than the bot has the say in what the change holds. */
  public boolean heldByOthers() {
    return holder.isPresent();
  }
}
