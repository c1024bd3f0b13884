package chartbot.update;

import chartbot.chart.ChartEditor;
import chartbot.chart.Image;
import chartbot.chart.ImageTags;
import chartbot.error.ChartbotException;
import chartbot.lifecycle.Tagging;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import chartbot.update.RetryLoop.RetryException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loop of one update: observe, desire, decide, act, until nothing is left to do. Racing runs
 * agree because each decides the same from the same observation.
 */
public final class ChartUpdate {

  private final Observer observer;
  private final EarlierTags earlierTags;
  private final HoldRelease releases;
  private final Planner planner;
  private final Actions actions;
  private final TagCheck tags;
  private final Provenances provenances;
  private final Results results;
  private final Comments comments;
  private final ProofVote vote;
  private final RetryLoop retries;
  private final Progress progress;
  private final ChartRepository repository;
  private final ChartEditor editor;
  private final ChartVerifier verifier;

  /**
   * @param tags is asked about the tags that a run is about to propose
   * @param provenances is asked what is in them
   */
  public ChartUpdate(
      ChartRepository repository,
      ReviewServer review,
      ChartEditor editor,
      TagCheck tags,
      Provenances provenances,
      ChartVerifier verifier,
      CommitMessages messages,
      TextDiff diff,
      RetryLoop retries,
      Progress progress) {
    Message message = new Message(messages);
    this.tags = tags;
    this.provenances = provenances;
    this.observer = new Observer(repository, review, retries, progress);
    this.earlierTags = new EarlierTags(repository);
    this.releases = new HoldRelease(review);
    this.planner = new Planner(repository, review);
    this.vote = new ProofVote(review);
    this.actions =
        new Actions(
            review, verifier, new Publisher(repository, review, message, progress), vote, progress);
    this.results = new Results(diff, message);
    this.comments = new Comments(review);
    this.retries = retries;
    this.progress = progress;
    this.repository = repository;
    this.editor = editor;
    this.verifier = verifier;
  }

  /**
   * Brings a target's open change to what the request asks for.
   *
   * @throws ChartbotException typed by who must act; when something was pushed before, it says what
   */
  public UpdateResult run(Target target, UpdateRequest request) throws ChartbotException {
    UpdateRequest tagged =
        retries.play(() -> Optional.of(earlierTags.resolve(target, request)), progress);
    Run run = new Run(target, tagged, new Drafts(repository, editor, verifier, target));
    if (request.release() && !request.dryRun()) {
      retries
          .play(() -> Optional.of(releases.release(target, request.names())), progress)
          .forEach(run::hasReleased);
    }
    return run(run);
  }

  /**
   * The same where somebody has looked already, which is enough where nothing is to be done.
   *
   * @param seen a while ago: before anything is done, the run looks itself
   */
  public UpdateResult run(Target target, UpdateRequest request, ObservedState seen)
      throws ChartbotException {
    Run run = new Run(target, request, new Drafts(repository, editor, verifier, target));
    run.seen(seen);
    return run(run);
  }

  /** What several updates of a target can begin with, with the open changes found before. */
  public ObservedState observe(Target target, OpenChanges open) throws ChartbotException {
    return observer.of(target, open);
  }

  private UpdateResult run(Run run) throws ChartbotException {
    try {
      return retries.play(() -> round(run), progress);
    } catch (ChartbotException error) {
      throw run.withWhatWasPushed(error);
    }
  }

  /** Empty where it acted, or is to act on a fresh look: what that led to is to be seen. */
  private Optional<UpdateResult> round(Run run) throws ChartbotException, RetryException {
    Optional<ObservedState> seen = run.takeSeen();
    ObservedState observed = seen.isPresent() ? seen.get() : observer.observe(run);
    Plan plan = planner.plan(run, observed);
    if (plan.pushes()) {
      checkTags(run, plan).forEach(run::note);
      if (pin(run, observed)) {
        plan = planner.plan(run, observed);
      }
      run.provenances(provenances.of(Message.changing(plan.draft())));
    }
    if (run.request().dryRun()) {
      return Optional.of(
          results
              .preview(run, plan, actions.verify(run, observed, plan))
              .withMoreNotes(List.copyOf(run.notes())));
    }
    if ((seen.isPresent() && plan.acts()) || actions.act(run, observed, plan)) {
      return Optional.empty();
    }
    actions.settleAbandons(run);
    comments.notifyDependents(run);
    UpdateResult result = results.of(run, observed, plan);
    comments.post(run, plan, result);
    vote.cast(run, plan, result.verified());
    return Optional.of(result.withMoreNotes(List.copyOf(run.notes())));
  }

  /**
   * Asks for the registry's digest where an image's entry has one and the request does not say it.
   *
   * @return whether that changes what is asked for
   */
  private boolean pin(Run run, ObservedState observed) throws ChartbotException {
    Map<String, String> digests = new HashMap<>();
    for (Image image : run.request().images()) {
      if (image.tag().equals(run.asked().get(image.name()))) {
        tags.digest(image).ifPresent(digest -> digests.put(image.name(), digest));
      }
    }
    if (digests.isEmpty()) {
      return false;
    }
    ImageTags branch = new ImageTags(observed.tip().chart(), run.target().images());
    digests.keySet().removeIf(name -> branch.image(name).flatMap(Image::digest).isEmpty());
    digests.forEach(run::pin);
    return !digests.isEmpty();
  }

  /** Those that this run brings: what the open change proposes already was checked before. */
  private List<String> checkTags(Run run, Plan plan) throws ChartbotException {
    return tags.check(
        run.target(),
        run.request().images().stream()
            .filter(image -> !image.isGone())
            .filter(
                image ->
                    image
                        .tag()
                        .equals(Tagging.tag(plan.desired().tags().getOrDefault(image.name(), ""))))
            .toList());
  }
}
