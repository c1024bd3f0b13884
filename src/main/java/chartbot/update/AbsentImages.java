package chartbot.update;

import chartbot.chart.EditRequest;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The images that one run is about and that the branch does not have, and why it has not. */
final class AbsentImages {

  /** To see whether a chart has an image it does not matter which. */
  private static final String ANY_TAG = "0";

  private final ChartRepository repository;
  private final ReviewServer review;
  private final Run run;
  private final ObservedState observed;

  AbsentImages(ChartRepository repository, ReviewServer review, Run run, ObservedState observed) {
    this.repository = repository;
    this.review = review;
    this.run = run;
    this.observed = observed;
  }

  /** Names of those that are wanted; empty where the chart cannot be edited. */
  Set<String> wanted(DesiredState desired) throws ChartbotException {
    try {
      return missing(
          desired.images().stream().filter(image -> !image.isGone()).toList(), observed.tip());
    } catch (UserException chartCannotBeEdited) {
      return Set.of();
    }
  }

  /** The merged retirements of images that would come back though nobody says that they should. */
  Map<String, Hold> retired(DesiredState desired, Set<String> added) throws EnvironmentException {
    Set<String> unasked = new TreeSet<>(added);
    unasked.removeAll(desired.proposed());
    return run.request().ifMissing() == IfMissing.ADD || unasked.isEmpty()
        ? Map.of()
        : review.retirements(run.target(), unasked);
  }

  /**
   * Names of images that are to go and that the chart does not have; one that nobody ever retired
   * is left to the edit, which refuses it.
   */
  Set<String> goneAlready(DesiredState desired) throws ChartbotException {
    Set<String> absent = missing(desired.only(desired.gone()), observed.tip());
    if (!absent.isEmpty()) {
      absent.retainAll(review.retirements(run.target(), absent).keySet());
    }
    return absent;
  }

  /**
   * Names of images that the open changes only bump, and that the branch has no longer. Those that
   * a run asks to add are not looked for: it adds them anyway.
   *
   * @param own the group's open changes
   */
  Set<String> removed(List<OpenChange> own, DesiredState asked) throws ChartbotException {
    Set<String> open = new TreeSet<>(asked.tags().keySet());
    open.retainAll(asked.proposed());
    open.removeAll(asked.gone());
    if (run.request().ifMissing().adds()) {
      open.removeAll(run.asked().keySet());
    }
    Set<String> removed = new TreeSet<>();
    for (String image : missing(asked.only(open), observed.tip())) {
      if (!isAdded(image, own)) {
        removed.add(image);
      }
    }
    return removed;
  }

  /** A commit adds what its parent does not have, whatever its message says. */
  private boolean isAdded(String image, List<OpenChange> own) throws ChartbotException {
    for (OpenChange change : own) {
      Optional<PatchSet> latest = change.latestAbout(image);
      if (latest.isEmpty()) {
        continue;
      }
      Snapshot parent =
          latest.get().parent().equals(observed.tip().commit())
              ? observed.tip()
              : repository.fetchParent(run.target(), latest.get());
      try {
        if (!missing(List.of(new Image(image, ANY_TAG)), parent).isEmpty()) {
          return true;
        }
      } catch (UserException parentCannotBeEdited) {
        return true;
      }
    }
    return false;
  }

  /** Names of those of the images that the chart does not have in a commit. */
  private Set<String> missing(List<Image> images, Snapshot commit) throws ChartbotException {
    Set<String> missing = new TreeSet<>();
    if (images.isEmpty()) {
      return missing;
    }
    images.forEach(image -> missing.add(image.name()));
    Target target = run.target();
    EditRequest request =
        new EditRequest(
            images.stream().map(image -> new Image(image.name(), ANY_TAG)).toList(),
            target.images(),
            target.jobs(),
            IfMissing.SKIP,
            false,
            false);
    run.drafts().of(commit, request).edit().images().forEach(image -> missing.remove(image.name()));
    return missing;
  }
}
