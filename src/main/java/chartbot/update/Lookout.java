package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.target.Target;
import java.util.Optional;

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

  ObservedState look(Run run) throws ChartbotException {
    Target target = run.target();
    progress.step("fetching " + target.branch() + " of " + target.project());
    Background<OpenChanges> open = Background.start(() -> OpenChanges.of(target, review));
    // Behind the changes, which may have made the account known already.
    Background<Account> bot = open.then(review::self);
    Snapshot tip;
    try {
      tip = tip(target);
    } catch (ChartbotException e) {
      open.get(); // where REST fails too it knows better why, e.g. that gerrit.url is wrong
      throw e;
    }
    return new ObservedState(tip, open.get(), bot.get());
  }

  /** Gerrit tells the tip sooner than Git; mostly it has been fetched before. */
  private Snapshot tip(Target target) throws ChartbotException {
    Optional<String> revision = review.tip(target);
    Optional<Snapshot> kept = repository.keptTip(target);
    if (kept.isPresent() && revision.equals(kept.map(Snapshot::commit))) {
      return kept.get();
    }
    Snapshot fetched = repository.fetchTip(target);
    if (differs(revision, fetched) && differs(review.tip(target), fetched)) {
      throw EnvironmentException.passing(
          "Git has "
              + fetched.commit()
              + " at the tip of "
              + target.branch()
              + " of "
              + target.project()
              + ", Gerrit another commit",
          "a Git replica may lag behind Gerrit: check the replication, or gerrit.git-url",
          null);
    }
    return fetched;
  }

  private static boolean differs(Optional<String> revision, Snapshot fetched) {
    return revision.isPresent() && !revision.get().equals(fetched.commit());
  }
}
