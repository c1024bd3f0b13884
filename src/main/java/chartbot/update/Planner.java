package chartbot.update;

import chartbot.chart.EditRequest;
import chartbot.error.ChartbotException;
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
import java.util.Set;
import java.util.stream.Collectors;

/** Works out what the group's change should hold, and what has to be done for that. */
final class Planner {

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
    AbsentImages absent = new AbsentImages(repository, review, run, observed);
    Set<String> removed = absent.removed(own, asked);
    DesiredState there = asked.notProposing(removed);
    // Nobody asks for them now, and nobody ever asked to add them.
    Set<String> dropped = run.request().ifMissing().adds() ? removed : Set.of();
    Set<String> gone = absent.goneAlready(asked);
    there = there.without(dropped).without(gone);
    Map<String, Hold> retired = absent.retired(there, added(run, observed, there, absent));
    holds.putAll(retired);
    there = there.without(retired.keySet());
    Draft first = draft(run, there, observed.tip());
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

  /** Names of images that the edit adds, or would have to: it refuses those of other kinds. */
  private static Set<String> added(
      Run run, ObservedState observed, DesiredState desired, AbsentImages absent)
      throws ChartbotException {
    try {
      return draft(run, desired, observed.tip()).added();
    } catch (UserException refusal) {
      return absent.wanted(desired);
    }
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
