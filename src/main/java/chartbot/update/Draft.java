package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ImageChange;
import java.util.HashMap;
import java.util.Map;

/**
 * An edit of a commit, and what it makes of it.
 *
 * @param tree SHA-1 of the tree that it makes of the commit's
 */
record Draft(ChartEdit edit, String tree) {

  /** Image name to the commit's tag, for the images that the commit has. */
  Map<String, String> before() {
    Map<String, String> before = new HashMap<>();
    for (ImageChange image : edit.images()) {
      image.from().ifPresent(tag -> before.put(image.name(), tag));
    }
    return before;
  }
}
