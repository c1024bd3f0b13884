package chartbot.update;

import chartbot.chart.EditRequest;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.lifecycle.ChangeIds;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.Lifecycle;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.Situation;
import chartbot.lifecycle.Tagging;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.ReviewRules.Approved;
import chartbot.target.Target;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Works out what the group's change should hold, and what has to be done for that. */
final class Planner {

  /** To see whether a chart has an image it does not matter which. */
  private static final String ANY_TAG = "0";

  private final ChartRepository repository;
  private final ReviewServer review;
  private final Conflicts conflicts;

  Planner(ChartRepository repository, ReviewServer review) {
    this.repository = repository;
    this.review = review;
    this.conflicts = new Conflicts(review);
  }

  Plan plan(Run run, ObservedState observed) throws ChartbotException {
    List<OpenChange> own = observed.open().of(run.group());
    DesiredState all = run.desired(own, observed.bot());
    Map<String, Hold> holds = holds(run, observed);
    DesiredState asked = under(holds, all, own);
    Set<String> removed = removed(run, observed, own, asked);
    DesiredState there = asked.notProposing(removed);
    // Nobody asks for them now, and nobody ever asked to add them.
    Set<String> dropped = run.request().ifMissing().adds() ? removed : Set.of();
    Set<String> gone = goneAlready(run, observed, asked);
    there = there.without(dropped).without(gone);
    // The edit refuses to add them, and would not say why they are gone.
    Map<String, Hold> retired = retired(run, there, absentOthers(run, observed, there));
    there = there.without(retired.keySet());
    Draft first = draft(run, there, observed.tip());
    Map<String, Hold> retiredModels = retired(run, there, first.added());
    if (!retiredModels.isEmpty()) {
      retired.putAll(retiredModels);
      there = there.without(retiredModels.keySet());
      first = draft(run, there, observed.tip());
    }
    holds.putAll(retired);
    there = there.pinnedAsIn(first.edit());
    if (run.request().hold().isPresent()) {
      refuseNewer(run, observed, first);
    }
    Set<String> skipped = there.skippedBy(first.edit());
    DesiredState desired =
        there.without(skipped).against(run.target().images().matching(first.before()));
    Draft draft = desired.tags().equals(there.tags()) ? first : draft(run, desired, observed.tip());
    Map<String, Hold> withheld = withheld(run, holds);
    Set<Integer> stale = new HashSet<>();
    for (OpenChange change : own) {
      if (change.images().equals(desired.tags())
          && !isUpToDate(change, run, observed, desired, draft)) {
        stale.add(change.number());
      }
    }
    List<OpenChange> others = observed.open().ofOthersThan(run.group());
    stale.addAll(conflicts.among(others, run.target(), observed.tip(), desired, observed.bot()));
    Situation situation =
        new Situation(
            desired.tags(),
            desired.takenBack(),
            own,
            others,
            observed.bot(),
            stale,
            leftToMerge(run, observed, own),
            run.duplicateIds(),
            run.request().force(),
            draft.edit().isEmpty(),
            !withheld.isEmpty() || !gone.isEmpty());
    // Of fewer images than asked for there is still to say what there was to say about all.
    Set<String> notes = new LinkedHashSet<>(first.edit().notes());
    notes.addAll(draft.edit().notes());
    dropped.forEach(name -> notes.add("image '" + name + "' is not in the chart: skipped"));
    gone.forEach(name -> notes.add("image '" + name + "' is not in the chart any more"));
    if (desired.tags().isEmpty() && withheld.isEmpty() && gone.isEmpty()) {
      own.forEach(change -> notes.add(nothingLeftOf(change)));
    }
    return new Plan(
        desired,
        skipped,
        withheld,
        draft,
        List.copyOf(notes),
        ChangeIds.of(run.target(), run.group(), observed.bot(), draft.before()),
        BranchRules.over(Lifecycle.decide(situation), run, observed));
  }

  /** What holds images, but for the images about which this run itself decides. */
  private static Map<String, Hold> holds(Run run, ObservedState observed) {
    Map<String, Hold> holds = observed.open().holdsByImage();
    holds.keySet().removeAll(run.request().decides());
    return holds;
  }

  private static DesiredState under(
      Map<String, Hold> holds, DesiredState desired, List<OpenChange> own) {
    return desired.under(holds, own.stream().map(OpenChange::number).collect(Collectors.toSet()));
  }

  /** A rollback leads to an older tag; one that is merged already holds. */
  private static void refuseNewer(Run run, ObservedState observed, Draft draft)
      throws UserException {
    Map<String, String> branch = run.target().images().matching(draft.before());
    for (Map.Entry<String, String> image : run.asked().entrySet()) {
      String there = branch.getOrDefault(image.getKey(), image.getValue());
      boolean held =
          observed.open().holds().stream()
              .anyMatch(
                  hold ->
                      hold.image().equals(image.getKey()) && hold.tag().equals(image.getValue()));
      if (!Tagging.isOlder(image.getValue(), there) && !held && !draft.before().isEmpty()) {
        throw new UserException(
            "cannot roll back "
                + image.getKey()
                + " to "
                + image.getValue()
                + ": "
                + run.target().branch()
                + " has "
                + there,
            "give an older tag, or none for the one that the branch had before");
      }
    }
  }

  /** What keeps tags that this run asks for from being proposed. */
  private static Map<String, Hold> withheld(Run run, Map<String, Hold> holds) {
    Map<String, Hold> withheld = new HashMap<>(holds);
    withheld
        .entrySet()
        .removeIf(hold -> !hold.getValue().withholds(run.asked().getOrDefault(hold.getKey(), "")));
    return withheld;
  }

  /**
   * Names of images that are to go and that the chart does not have; one that nobody ever retired
   * is left to the edit, which refuses it.
   */
  private Set<String> goneAlready(Run run, ObservedState observed, DesiredState desired)
      throws ChartbotException {
    Set<String> absent = new TreeSet<>();
    missing(run, desired.only(desired.gone()), observed.tip())
        .forEach(image -> absent.add(image.name()));
    if (!absent.isEmpty()) {
      absent.retainAll(review.retirements(run.target(), absent).keySet());
    }
    return absent;
  }

  /** The merged retirements of images that would come back though nobody says that they should. */
  private Map<String, Hold> retired(Run run, DesiredState desired, Set<String> added)
      throws EnvironmentException {
    Set<String> unasked = new TreeSet<>(added);
    unasked.removeAll(desired.proposed());
    return run.request().ifMissing() == IfMissing.ADD || unasked.isEmpty()
        ? new HashMap<>()
        : new HashMap<>(review.retirements(run.target(), unasked));
  }

  /** Names of images asked for that are no model images and not in the chart. */
  private static Set<String> absentOthers(Run run, ObservedState observed, DesiredState desired)
      throws ChartbotException {
    List<Image> others =
        desired.images().stream()
            .filter(image -> !image.isGone() && !run.target().images().isModel(image.name()))
            .toList();
    return missing(run, others, observed.tip()).stream()
        .map(Image::name)
        .collect(Collectors.toSet());
  }

  /** What cannot be merged as it is would wait for ever. */
  private Set<Integer> leftToMerge(Run run, ObservedState observed, List<OpenChange> own)
      throws ChartbotException {
    Target target = run.target();
    Set<Integer> left = new HashSet<>();
    if (target.review().approved() == Approved.KEEP && run.request().decides().isEmpty()) {
      for (OpenChange change : own) {
        if (change.isApproved()
            && (change.current().parent().equals(observed.tip().commit())
                || review.mergeable(target, change))) {
          left.add(change.number());
        }
      }
    }
    return left;
  }

  private static String nothingLeftOf(OpenChange change) {
    return "change "
        + change.number()
        + " is left alone: the chart has none of its images any more";
  }

  /**
   * Names of images that the open changes only bump, and that the branch has no longer. Those that
   * a run asks to add are not looked for: it adds them anyway.
   */
  private Set<String> removed(
      Run run, ObservedState observed, List<OpenChange> own, DesiredState asked)
      throws ChartbotException {
    Set<String> open = new TreeSet<>(asked.tags().keySet());
    open.retainAll(asked.proposed());
    open.removeAll(asked.gone());
    if (run.request().ifMissing().adds()) {
      open.removeAll(run.asked().keySet());
    }
    Set<String> removed = new TreeSet<>();
    for (Image image : missing(run, asked.only(open), observed.tip())) {
      if (!isAdded(image, run, observed, own)) {
        removed.add(image.name());
      }
    }
    return removed;
  }

  /** A commit adds what its parent does not have, whatever its message says. */
  private boolean isAdded(Image image, Run run, ObservedState observed, List<OpenChange> own)
      throws ChartbotException {
    for (OpenChange change : own) {
      Optional<PatchSet> latest = change.latestAbout(image.name());
      if (latest.isEmpty()) {
        continue;
      }
      Snapshot parent =
          latest.get().parent().equals(observed.tip().commit())
              ? observed.tip()
              : repository.fetchParent(run.target(), latest.get());
      try {
        if (!missing(run, List.of(image), parent).isEmpty()) {
          return true;
        }
      } catch (UserException parentCannotBeEdited) {
        return true;
      }
    }
    return false;
  }

  /** Those of the images that the chart does not have in a commit. */
  private static List<Image> missing(Run run, List<Image> images, Snapshot commit)
      throws ChartbotException {
    if (images.isEmpty()) {
      return List.of();
    }
    Target target = run.target();
    EditRequest request =
        new EditRequest(
            images.stream().map(image -> new Image(image.name(), ANY_TAG)).toList(),
            target.images(),
            target.jobs(),
            IfMissing.SKIP,
            false,
            false);
    Set<String> there = new HashSet<>();
    run.drafts().of(commit, request).edit().images().forEach(image -> there.add(image.name()));
    return images.stream().filter(image -> !there.contains(image.name())).toList();
  }

  private static Draft draft(Run run, DesiredState desired, Snapshot commit)
      throws ChartbotException {
    Target target = run.target();
    UpdateRequest request = run.request();
    return run.drafts()
        .of(
            commit,
            new EditRequest(
                desired.images(),
                target.images(),
                target.jobs(),
                request.ifMissing(),
                true,
                desired.overwriteTemplate(),
                target.version(),
                desired.proposed(),
                desired.withoutJob(),
                desired.renamed()));
  }

  /**
   * Whether a change that names the right tags also merges, and holds what the bot would make of
   * the commit that it builds on. Such a change keeps its patch set, and with it its votes. Where
   * the branch has another version of the chart by now, it would not become the next one.
   */
  private boolean isUpToDate(
      OpenChange change, Run run, ObservedState observed, DesiredState desired, Draft draft)
      throws ChartbotException {
    PatchSet current = change.current();
    if (current.parent().equals(observed.tip().commit())) {
      return repository.holds(run.target(), current, draft.tree());
    }
    if (!review.mergeable(run.target(), change)) {
      return false;
    }
    Snapshot parent = repository.fetchParent(run.target(), current);
    try {
      Draft there = draft(run, desired, parent);
      return there.edit().version().equals(draft.edit().version())
          && repository.holds(run.target(), current, there.tree());
    } catch (UserException parentCannotBeEdited) {
      return false;
    }
  }
}
