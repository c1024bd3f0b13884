package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.chart.EditRequest;
import chartbot.error.ChartbotException;
import chartbot.error.UncheckedChartbotException;
import chartbot.target.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The edits of one run: each is made once, however often the run observes the same commit. */
final class Drafts {

  private record Key(String commit, EditRequest request) {}

  private final ChartRepository repository;
  private final ChartEditor editor;
  private final ChartVerifier verifier;
  private final Target target;
  private final Map<Key, Draft> made = new HashMap<>();

  Drafts(ChartRepository repository, ChartEditor editor, ChartVerifier verifier, Target target) {
    this.verifier = verifier;
    this.repository = repository;
    this.editor = editor;
    this.target = target;
  }

  Draft of(Snapshot commit, EditRequest request) throws ChartbotException {
    Key key = new Key(commit.commit(), request);
    Draft known = made.get(key);
    if (known != null) {
      return known;
    }
    ChartEdit edit = edit(commit, request);
    Draft draft = new Draft(edit, repository.tree(target, commit, edit));
    made.put(key, draft);
    return draft;
  }

  private ChartEdit edit(Snapshot commit, EditRequest request) throws ChartbotException {
    if (request.images().isEmpty()) {
      return new ChartEdit(List.of(), List.of(), List.of());
    }
    try {
      return editor.edit(
          commit.chart(), request, verifier.deployments(target.images(), target.verify()));
    } catch (UncheckedChartbotException e) {
      throw e.failure(); // a link that leads elsewhere is the chart's fault like any other
    }
  }
}
