package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.chart.ChartFiles;
import chartbot.chart.EditRequest;
import chartbot.failure.ChartbotException;
import chartbot.failure.UserException;
import java.util.HashSet;
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
    Wanted asked = Wanted.of(run.asked(), own, sight.bot(), run.request().allowDowngrade());
    ChartEdit first = edit(run, asked, chart);
    Wanted wanted = asked.only(first.images()).against(Plan.branch(first));
    ChartEdit edit = wanted.tags().equals(asked.tags()) ? first : edit(run, wanted, chart);
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
    return new Plan(wanted, edit, Lifecycle.decide(situation));
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
            request.overwriteTemplate(),
            target.version()));
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
