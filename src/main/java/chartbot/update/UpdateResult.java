package chartbot.update;

import chartbot.chart.ImageChange;
import chartbot.image.Provenance;
import chartbot.lifecycle.ProposedChange;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one update did to one target.
 *
 * @param images each image asked for, from the branch's tag to the tag proposed
 * @param change the open change in question; empty where there is none
 * @param message the commit message that was or would be pushed; empty where there is none
 * @param diff unified diff of the chart's files against the branch; empty where nothing changes, or
 *     where what is proposed is something else
 * @param renderedDiff the same of the rendered manifests; empty where not rendered
 * @param verified how much of what is proposed this run has proved
 * @param provenances by image name, what is in those that this run proposes
 * @param notes what else the person should know
 */
public record UpdateResult(
    Target target,
    Outcome outcome,
    List<ImageChange> images,
    Optional<ProposedChange> change,
    String message,
    String diff,
    String renderedDiff,
    Verified verified,
    Map<String, Provenance> provenances,
    List<String> notes) {

  public UpdateResult {
    images = List.copyOf(images);
    provenances = Map.copyOf(provenances);
    notes = List.copyOf(notes);
  }

  /** How a target ended for which nothing was tried. */
  public static UpdateResult untried(Target target, Outcome outcome, List<String> notes) {
    return new UpdateResult(
        target, outcome, List.of(), Optional.empty(), "", "", "", Verified.NONE, Map.of(), notes);
  }

  /** What is in an image that this run proposes, as far as that is known. */
  public Provenance provenance(String image) {
    return provenances.getOrDefault(image, Provenance.UNKNOWN);
  }

  /** The same with further notes. */
  public UpdateResult withMoreNotes(List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return withNotes(all);
  }

  /** The same with other notes. */
  public UpdateResult withNotes(List<String> other) {
    return new UpdateResult(
        target, outcome, images, change, message, diff, renderedDiff, verified, provenances, other);
  }
}
