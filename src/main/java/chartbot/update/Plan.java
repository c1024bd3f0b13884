package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ImageChange;
import chartbot.lifecycle.Decision;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Draft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a round is going to do.
 *
 * @param skipped names of images asked for that the chart does not have and is not to get
 * @param draft what the branch lacks of what is wanted
 * @param notes what there is to say about all images asked for
 * @param edit the draft's files; a plan that pushes has them
 */
record Plan(
    DesiredState wanted,
    Set<String> skipped,
    Draft draft,
    List<String> notes,
    Optional<ChartEdit> edit,
    Decision decision) {

  Plan {
    skipped = Set.copyOf(skipped);
    notes = List.copyOf(notes);
  }

  /** Whether it does more than tell how things are. */
  boolean acts() {
    boolean tells = decision instanceof Decision.Unchanged || decision instanceof Decision.Proposed;
    return !tells || !decision.withdraw().isEmpty();
  }

  boolean pushes() {
    return decision instanceof Decision.NewChange || decision instanceof Decision.NewPatchSet;
  }

  /** Image name to the branch's tag, for the images that the branch has. */
  Map<String, String> branch() {
    return branch(draft);
  }

  static Map<String, String> branch(Draft draft) {
    Map<String, String> branch = new HashMap<>();
    for (ImageChange image : draft.images()) {
      image.from().ifPresent(tag -> branch.put(image.name(), tag));
    }
    return branch;
  }
}
