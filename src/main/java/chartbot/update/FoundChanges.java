package chartbot.update;

import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import java.util.List;

/**
 * What one look at the review server finds.
 *
 * @param open the open changes that carry the bot's hashtag
 * @param holds of merged changes that nobody released, in the order of their merge
 */
public record FoundChanges(List<OpenChange> open, List<Hold> holds) {

  public FoundChanges {
    open = List.copyOf(open);
    holds = List.copyOf(holds);
  }
}
