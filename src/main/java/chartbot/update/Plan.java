package chartbot.update;

import chartbot.lifecycle.ChangeIds;
import chartbot.lifecycle.Decision;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Hold;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a run is going to do next.
 *
 * @param skipped names of images asked for that the chart does not have and is not to get
 * @param draft what the branch lacks of what is desired
 * @param withheld what keeps a tag that was asked for from being proposed, by image name
 * @param notes what there is to say about all images asked for
 * @param changeIds for a new change
 */
record Plan(
    DesiredState desired,
    Set<String> skipped,
    Map<String, Hold> withheld,
    Draft draft,
    List<String> notes,
    ChangeIds changeIds,
    Decision decision) {

  Plan {
    skipped = Set.copyOf(skipped);
    withheld = new TreeMap<>(withheld);
    notes = List.copyOf(notes);
  }

  boolean pushes() {
    return decision instanceof Decision.NewChange || decision instanceof Decision.NewPatchSet;
  }

  /** Whether anything is to be done but saying how it stands. */
  boolean acts() {
    return pushes() || decision instanceof Decision.Restore || !decision.abandon().isEmpty();
  }

  /** Image name to the branch's tag, for the images that the branch has. */
  Map<String, String> branch() {
    return draft.before();
  }
}
