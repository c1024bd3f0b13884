package chartbot.inspect;

import chartbot.lifecycle.Hold;
import java.util.List;

/**
 * How a target stands.
 *
 * @param changes the bot's open changes, oldest first
 * @param holds what keeps images from newer tags, merged or not
 */
public record TargetStatus(List<ChangeStatus> changes, List<Hold> holds) {

  public TargetStatus {
    changes = List.copyOf(changes);
    holds = List.copyOf(holds);
  }
}
