package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.chart.EditRequest;
import chartbot.error.ChartbotException;
import chartbot.lifecycle.Draft;
import chartbot.target.Target;
import java.util.List;
import java.util.Optional;

/**
 * Drafts edits of commits. What an edit comes to depends on nothing but the commit, the request and
 * the program: where an earlier run has worked it out, its draft is taken, without a look at the
 * chart. Such a draft tells that nothing is to be pushed; it has no files that could be.
 */
final class Drafts {

  /**
   * A draft, and how it was come by.
   *
   * @param edit absent: an earlier run worked it out
   */
  record Drafted(Draft draft, Optional<ChartEdit> edit) {}

  private final ChartRepository repository;
  private final ChartEditor editor;
  private final ChartVerifier verifier;
  private final TextDiff diff;
  private final DraftCache cache;

  Drafts(
      ChartRepository repository,
      ChartEditor editor,
      ChartVerifier verifier,
      TextDiff diff,
      DraftCache cache) {
    this.verifier = verifier;
    this.repository = repository;
    this.editor = editor;
    this.diff = diff;
    this.cache = cache;
  }

  /** From an earlier run where there is one, else made. */
  Drafted of(Target target, Snapshot commit, EditRequest request) throws ChartbotException {
    Optional<Draft> known = cache.find(key(target, commit, request));
    return known.isPresent()
        ? new Drafted(known.get(), Optional.empty())
        : made(target, commit, request);
  }

  /** Made, whatever an earlier run says. */
  Drafted made(Target target, Snapshot commit, EditRequest request) throws ChartbotException {
    ChartEdit edit =
        request.images().isEmpty()
            ? new ChartEdit(List.of(), List.of(), List.of())
            : editor.edit(
                commit.chart(), request, verifier.deployments(target.images(), target.verify()));
    Background<String> unified = Background.start(() -> diff.unified(target.chart(), edit.files()));
    Draft draft =
        new Draft(
            repository.tree(target, commit, edit),
            edit.isEmpty(),
            edit.images(),
            edit.notes(),
            edit.version(),
            unified.get(),
            diff.unified(target.chart(), edit.keptTemplates()));
    cache.keep(key(target, commit, request), draft);
    return new Drafted(draft, Optional.of(edit));
  }

  private static String key(Target target, Snapshot commit, EditRequest request) {
    return request.fingerprint(commit.commit(), target.chart());
  }
}
