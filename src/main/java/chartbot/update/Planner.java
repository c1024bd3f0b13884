package chartbot.update;

import chartbot.chart.EditRequest;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Draft;
import chartbot.lifecycle.Lifecycle;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.Situation;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import chartbot.update.Drafts.Drafted;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** Works out what the group's change should hold, and what has to be done for that. */
final class Planner {

  /** How drafts are come by. */
  private interface Drafting {
    Drafted draft(Target target, Snapshot commit, EditRequest request) throws ChartbotException;
  }

  private final ChartRepository repository;
  private final ReviewServer review;
  private final Conflicts conflicts;
  private final Drafts drafts;

  Planner(ChartRepository repository, ReviewServer review, Drafts drafts) {
    this.repository = repository;
    this.review = review;
    this.conflicts = new Conflicts(review);
    this.drafts = drafts;
  }

  /** Only a plan that does nothing is made of what an earlier run has worked out. */
  Plan plan(Run run, ObservedState sight) throws ChartbotException {
    AtomicBoolean recalled = new AtomicBoolean();
    Drafting recalling =
        (target, commit, request) -> {
          Drafted drafted = drafts.of(target, commit, request);
          recalled.compareAndSet(false, drafted.edit().isEmpty());
          return drafted;
        };
    Plan plan = plan(run, sight, recalling);
    return plan.acts() && recalled.get() ? plan(run, sight, drafts::made) : plan;
  }

  private Plan plan(Run run, ObservedState sight, Drafting drafting) throws ChartbotException {
    List<OpenChange> own = sight.open().of(run.group());
    DesiredState asked = run.wanted(own, sight.bot());
    Set<String> removed = removed(run, sight, own, asked, drafting);
    DesiredState there = asked.notProposing(removed);
    // Nobody asks for them now, and nobody ever asked to add them.
    Set<String> dropped = run.request().ifMissing().adds() ? removed : Set.of();
    there = there.without(dropped);
    Drafted first = draft(run, there, sight.tip(), drafting);
    Set<String> skipped = asked.skippedBy(first.draft());
    DesiredState wanted =
        there.without(skipped).against(run.target().images().matching(Plan.branch(first.draft())));
    Drafted last =
        wanted.tags().equals(there.tags()) ? first : draft(run, wanted, sight.tip(), drafting);
    Draft draft = last.draft();
    Set<Integer> stale = new HashSet<>();
    for (OpenChange change : own) {
      if (change.images().equals(wanted.tags())
          && !isUpToDate(change, run, sight, wanted, draft, drafting)) {
        stale.add(change.number());
      }
    }
    List<OpenChange> others = sight.open().ofOthersThan(run.group());
    stale.addAll(conflicts.among(others, run.target(), sight.tip(), wanted));
    Situation situation =
        new Situation(
            wanted.tags(),
            Set.copyOf(wanted.downgraded()),
            own,
            others,
            sight.bot(),
            stale,
            run.spoiltIds(),
            run.request().force(),
            draft.isEmpty());
    // Of fewer images than asked for there is still to say what there was to say about all.
    Set<String> notes = new LinkedHashSet<>(first.draft().notes());
    notes.addAll(draft.notes());
    dropped.forEach(name -> notes.add("image '" + name + "' is not in the chart: skipped"));
    if (wanted.tags().isEmpty()) {
      own.forEach(change -> notes.add(nothingLeftOf(change)));
    }
    return new Plan(
        wanted, skipped, draft, List.copyOf(notes), last.edit(), Lifecycle.decide(situation));
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
      Run run, ObservedState sight, List<OpenChange> own, DesiredState asked, Drafting drafting)
      throws ChartbotException {
    Set<String> open = new TreeSet<>(asked.tags().keySet());
    open.retainAll(asked.proposed());
    if (run.request().ifMissing().adds()) {
      open.removeAll(run.asked().keySet());
    }
    Set<String> removed = new TreeSet<>();
    for (Image image : missing(run, asked.only(open), sight.tip(), drafting)) {
      if (!isAdded(image, run, sight, own, drafting)) {
        removed.add(image.name());
      }
    }
    return removed;
  }

  /** A commit adds what its parent does not have, whatever its message says. */
  private boolean isAdded(
      Image image, Run run, ObservedState sight, List<OpenChange> own, Drafting drafting)
      throws ChartbotException {
    for (OpenChange change : own) {
      Optional<PatchSet> latest = change.latestAbout(image.name());
      if (latest.isEmpty()) {
        continue;
      }
      Snapshot parent =
          latest.get().parent().equals(sight.tip().commit())
              ? sight.tip()
              : repository.fetchParent(run.target(), latest.get());
      try {
        if (!missing(run, List.of(image), parent, drafting).isEmpty()) {
          return true;
        }
      } catch (UserException parentCannotBeEdited) {
        return true;
      }
    }
    return false;
  }

  /** Those of the images that the chart does not have in a commit. */
  private static List<Image> missing(
      Run run, List<Image> images, Snapshot commit, Drafting drafting) throws ChartbotException {
    if (images.isEmpty()) {
      return List.of();
    }
    Target target = run.target();
    EditRequest request =
        new EditRequest(images, target.images(), target.jobs(), IfMissing.SKIP, false, false);
    Set<String> there = new HashSet<>();
    drafting
        .draft(target, commit, request)
        .draft()
        .images()
        .forEach(image -> there.add(image.name()));
    return images.stream().filter(image -> !there.contains(image.name())).toList();
  }

  private static Drafted draft(Run run, DesiredState wanted, Snapshot commit, Drafting drafting)
      throws ChartbotException {
    Target target = run.target();
    UpdateRequest request = run.request();
    return drafting.draft(
        target,
        commit,
        new EditRequest(
            wanted.images(),
            target.images(),
            target.jobs(),
            request.ifMissing(),
            true,
            wanted.overwriteTemplate(),
            target.version(),
            wanted.proposed(),
            wanted.withoutJob()));
  }

  /**
   * Whether a change that names the right tags also merges, and holds what the bot would make of
   * the commit that it builds on. Such a change keeps its patch set, and with it its votes. Where
   * the branch has another version of the chart by now, it would not become the next one.
   */
  private boolean isUpToDate(
      OpenChange change,
      Run run,
      ObservedState sight,
      DesiredState wanted,
      Draft draft,
      Drafting drafting)
      throws ChartbotException {
    PatchSet current = change.current();
    if (current.parent().equals(sight.tip().commit())) {
      return repository.holds(run.target(), current, draft.tree());
    }
    if (!review.mergeable(run.target(), change)) {
      return false;
    }
    Snapshot parent = repository.fetchParent(run.target(), current);
    try {
      Draft there = draft(run, wanted, parent, drafting).draft();
      return there.version().equals(draft.version())
          && repository.holds(run.target(), current, there.tree());
    } catch (UserException parentCannotBeEdited) {
      return false;
    }
  }
}
