package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ImageChange;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a round is going to do.
 *
 * @param skipped names of images asked for that the chart does not have and is not to get
 * @param edit what the branch lacks of what is wanted
 */
record Plan(Wanted wanted, Set<String> skipped, ChartEdit edit, Decision decision) {

  Plan {
    skipped = Set.copyOf(skipped);
  }

  boolean pushes() {
    return decision instanceof Decision.NewChange || decision instanceof Decision.NewPatchSet;
  }

  /** Image name to the branch's tag, for the images that the branch has. */
  Map<String, String> branch() {
    return branch(edit);
  }

  static Map<String, String> branch(ChartEdit edit) {
    Map<String, String> branch = new HashMap<>();
    for (ImageChange image : edit.images()) {
      image.from().ifPresent(tag -> branch.put(image.name(), tag));
    }
    return branch;
  }
}
