package chartbot.update;

import chartbot.chart.ChartEditor;
import chartbot.git.GitTextDiff;
import chartbot.simulation.TrustingVerifier;
import chartbot.template.HandlebarsCommitMessages;
import chartbot.template.HandlebarsJobTemplates;
import java.util.SplittableRandom;

/** Updates as the program wires them, on ports of the tests and without pauses. */
final class TestUpdates {

  private TestUpdates() {}

  static ChartUpdate of(FakeGerrit gerrit) {
    return of(gerrit, gerrit, TagCheck.none(), Provenances.none(), new TrustingVerifier());
  }

  /** With a verifier that renders what the edit says. */
  static ChartUpdate rendering(ChartRepository repository, ReviewServer review) {
    return of(
        repository, review, TagCheck.none(), Provenances.none(), TrustingVerifier.rendering());
  }

  static ChartUpdate of(
      ChartRepository repository,
      ReviewServer review,
      TagCheck tags,
      Provenances provenances,
      ChartVerifier verifier) {
    return new ChartUpdate(
        repository,
        review,
        new ChartEditor(new HandlebarsJobTemplates()),
        tags,
        provenances,
        verifier,
        new HandlebarsCommitMessages(),
        new GitTextDiff(),
        RetryLoop.patient(time -> {}, new SplittableRandom(1)),
        Progress.silent());
  }
}
