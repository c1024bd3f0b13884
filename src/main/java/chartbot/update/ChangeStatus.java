package chartbot.update;

import chartbot.chart.ImageChange;
import java.util.List;

/**
 * How one open change of the bot stands.
 *
 * @param images what it proposes, from the branch's tags as they are now
 * @param mergeable whether it merges into the branch's tip
 * @param heldByOthers whether somebody else than the bot uploaded the current patch set
 */
public record ChangeStatus(
    Target target,
    OpenChange change,
    List<ImageChange> images,
    boolean mergeable,
    boolean heldByOthers) {

  public ChangeStatus {
    images = List.copyOf(images);
  }
}
