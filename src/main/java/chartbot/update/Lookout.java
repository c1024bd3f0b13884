package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.lifecycle.Account;
import chartbot.target.Target;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at the branch and at the open changes, at the same time. */
final class Lookout {

  private final ChartRepository repository;
  private final ReviewServer review;
  private final Progress progress;

  Lookout(ChartRepository repository, ReviewServer review, Progress progress) {
    this.repository = repository;
    this.review = review;
    this.progress = progress;
  }

  /**
   * @param onOpenChanges is told the open changes as soon as they are known, on another thread
   */
  ObservedState look(Run run, Consumer<OpenChanges> onOpenChanges) throws ChartbotException {
    Target target = run.target();
    progress.step("fetching " + target.branch() + " of " + target.project());
    Background<OpenChanges> open =
        Background.start(
            () -> {
              OpenChanges changes = OpenChanges.of(target, review);
              onOpenChanges.accept(changes);
              return changes;
            });
    // Behind the changes, which may have made the account known already.
    Background<Account> bot = open.then(review::self);
    Snapshot tip = tip(target);
    return new ObservedState(tip, open.get(), bot.get());
  }

  /** Gerrit tells the tip sooner than Git; mostly it has been fetched before. */
  private Snapshot tip(Target target) throws ChartbotException {
    Optional<Snapshot> kept = repository.keptTip(target);
    return kept.isPresent() && review.tip(target).equals(kept.map(Snapshot::commit))
        ? kept.get()
        : repository.fetchTip(target);
  }
}
