package chartbot.update;

import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.target.Target;
import java.util.List;
import java.util.Optional;

/** Whether the images that a run is about to propose can be pulled. */
@FunctionalInterface
public interface TagCheck {

  /**
   * Checks images that are going to be proposed.
   *
   * @return what the person should know about them
   * @throws ChartbotException when one of them must not be proposed, or that cannot be found out
   */
  List<String> check(Target target, List<Image> images) throws ChartbotException;

  /** The digest that the tag of an image refers to, where the check has asked for it. */
  default Optional<String> digest(Image image) {
    return Optional.empty();
  }

  /** Asks nobody. */
  static TagCheck none() {
    return (target, images) -> List.of();
  }
}
