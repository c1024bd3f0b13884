package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.chart.ChartFiles;
import chartbot.chart.EditRequest;
import chartbot.failure.ChartbotException;
import chartbot.failure.UserException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Works out what the group's change should hold, and what has to be done for that. */
final class Planner {

  private final ChartRepository repository;
  private final ReviewServer review;
  private final ChartEditor editor;

  Planner(ChartRepository repository, ReviewServer review, ChartEditor editor) {
    this.repository = repository;
    this.review = review;
    this.editor = editor;
  }

  Plan plan(Run run, Sight sight) throws ChartbotException {
    List<OpenChange> own = sight.open().of(run.group());
    ChartFiles chart = sight.tip().chart();
    Wanted asked = run.wanted(own, sight.bot());
    ChartEdit first = edit(run, asked, chart);
    Set<String> skipped = asked.skippedBy(first);
    Wanted wanted = asked.without(skipped).against(Plan.branch(first));
    ChartEdit edit =
        wanted.tags().equals(asked.tags()) ? first : told(first, edit(run, wanted, chart));
    Set<Integer> stale = new HashSet<>();
    for (OpenChange change : own) {
      if (change.images().equals(wanted.tags()) && !isUpToDate(change, run, sight, wanted, edit)) {
        stale.add(change.number());
      }
    }
    Situation situation =
        new Situation(
            wanted.tags(),
            own,
            sight.open().ofOthersThan(run.group()),
            sight.bot(),
            stale,
            run.spoiltIds(),
            run.request().force(),
            edit.isEmpty());
    return new Plan(wanted, skipped, edit, Lifecycle.decide(situation));
  }

  /** An edit of fewer images, with what there was to say about all of them. */
  private static ChartEdit told(ChartEdit all, ChartEdit edit) {
    Set<String> notes = new LinkedHashSet<>(all.notes());
    notes.addAll(edit.notes());
    return new ChartEdit(
        edit.files(), edit.images(), List.copyOf(notes), edit.keptTemplates(), edit.version());
  }

  private ChartEdit edit(Run run, Wanted wanted, ChartFiles chart) throws UserException {
    if (wanted.tags().isEmpty()) {
      return new ChartEdit(List.of(), List.of(), List.of());
    }
    Target target = run.target();
    UpdateRequest request = run.request();
    return editor.edit(
        chart,
        new EditRequest(
            wanted.images(),
            target.images(),
            target.jobs(),
            request.ifMissing(),
            request.withJob(),
            wanted.overwriteTemplate(),
            target.version(),
            wanted.proposed()));
  }

  /**
   * Whether a change that names the right tags also merges, and holds what the bot would make of
   * the commit that it builds on. Such a change keeps its patch set, and with it its votes. Where
   * the branch has another version of the chart by now, it would not become the next one.
   */
  private boolean isUpToDate(OpenChange change, Run run, Sight sight, Wanted wanted, ChartEdit edit)
      throws ChartbotException {
    PatchSet current = change.current();
    if (current.parent().equals(sight.tip().commit())) {
      return repository.holds(current, sight.tip(), edit, run.target());
    }
    if (!review.mergeable(run.target(), change)) {
      return false;
    }
    Snapshot parent = repository.fetchParent(run.target(), current);
    try {
      ChartEdit there = edit(run, wanted, parent.chart());
      return there.version().equals(edit.version())
          && repository.holds(current, parent, there, run.target());
    } catch (UserException parentCannotBeEdited) {
      return false;
    }
  }
}
