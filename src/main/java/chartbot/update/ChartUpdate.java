package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.error.ChartbotException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import chartbot.update.RetryLoop.Again;

/** The story of one update: from images asked for to the one open change that proposes them. */
public final class ChartUpdate {

  private final Lookout lookout;
  private final Planner planner;
  private final ChartVerifier verifier;
  private final Publisher publisher;
  private final Settlement settlement;
  private final Results results;
  private final RenderedDiffComment comment;
  private final RetryLoop rounds;
  private final Progress progress;

  public ChartUpdate(
      ChartRepository repository,
      ReviewServer review,
      ChartEditor editor,
      ChartVerifier verifier,
      CommitMessages messages,
      TextDiff diff,
      DraftCache drafts,
      RetryLoop rounds,
      Progress progress) {
    Message message = new Message(messages);
    this.lookout = new Lookout(repository, review, progress);
    this.planner =
        new Planner(repository, review, new Drafts(repository, editor, verifier, diff, drafts));
    this.verifier = verifier;
    this.publisher = new Publisher(repository, review, message, progress);
    this.settlement = new Settlement(repository, review, progress);
    this.results = new Results(diff, message);
    this.comment = new RenderedDiffComment(review);
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * Brings a target's open change to what the request asks for. A round that loses a race is played
   * again from a fresh look: an update is an intent, not a patch.
   *
   * @throws ChartbotException typed by who must act; when something was pushed before, it says what
   */
  public UpdateResult run(Target target, UpdateRequest request) throws ChartbotException {
    Run run = new Run(target, request);
    try {
      return rounds.play(() -> round(run), progress);
    } catch (ChartbotException failure) {
      throw run.tellWhatWasPushed(failure);
    }
  }

  private UpdateResult round(Run run) throws ChartbotException, Again {
    ObservedState sight = lookout.look(run);
    Plan plan = planner.plan(run, sight);
    Verification verification = verify(run, sight, plan);
    if (run.request().dryRun()) {
      return results.preview(run, plan, verification);
    }
    if (plan.pushes()) {
      publisher.push(run, sight, plan, verification);
    }
    Settled settled = settlement.settle(run, sight, plan);
    UpdateResult result = results.of(run, plan, settled);
    comment.post(run, settled, result);
    return result;
  }

  private Verification verify(Run run, ObservedState sight, Plan plan) throws ChartbotException {
    if (!plan.pushes()) {
      return Verification.notNeeded();
    }
    ChartEdit edit = plan.edit().orElseThrow();
    Target target = run.target();
    if (target.verify().mode() != VerifyRules.Mode.OFF) {
      progress.step("verifying with Helm");
    }
    return verifier.verify(sight.tip().chart(), edit, target.images(), target.verify());
  }
}
