package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ImageChange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * An edit of a commit, and what it makes of it.
 *
 * @param tree SHA-1 of the tree that it makes of the commit's
 */
record Draft(ChartEdit edit, String tree) {

  /** The names of the images that the commit gains. */
  Set<String> added() {
    Set<String> added = new HashSet<>();
    for (ImageChange image : edit.images()) {
      if (image.from().isEmpty() && !image.isRemoval()) {
        added.add(image.name());
      }
    }
    return added;
  }

  /** Image name to the commit's tag, for the images that the commit has. */
  Map<String, String> before() {
    Map<String, String> before = new HashMap<>();
    for (ImageChange image : edit.images()) {
      image.from().ifPresent(tag -> before.put(image.name(), tag));
    }
    return before;
  }
}
