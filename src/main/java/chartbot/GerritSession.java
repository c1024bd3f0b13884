package chartbot;

import chartbot.cli.Session;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.gerrit.GerritReviewServer;
import chartbot.git.GitChartRepository;
import chartbot.image.RegistryRules;
import chartbot.inspect.ChartDoctor;
import chartbot.inspect.ChartRefresh;
import chartbot.inspect.ChartStatus;
import chartbot.inspect.ChartSurvey;
import chartbot.inspect.ChartSync;
import chartbot.inspect.Check;
import chartbot.inspect.InventoryRow;
import chartbot.inspect.NewestTags;
import chartbot.inspect.Refresh;
import chartbot.inspect.SyncRow;
import chartbot.inspect.TargetInventory;
import chartbot.inspect.TargetStatus;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.UpdateRequest;
import chartbot.review.AwaitedChange;
import chartbot.review.ReviewEnd;
import chartbot.review.ReviewWait;
import chartbot.review.WaitRules;
import chartbot.target.Target;
import chartbot.update.ChartUpdate;
import chartbot.update.ChartVerifier;
import chartbot.update.HoldRelease;
import chartbot.update.Progress;
import chartbot.update.Sleeper;
import chartbot.update.UpdateResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** One Gerrit, by Git and by REST. */
record GerritSession(
    GitChartRepository repository,
    GerritReviewServer review,
    Clock clock,
    Progress progress,
    ChartUpdate update,
    ChartRefresh refresh,
    ChartStatus status,
    ChartVerifier verifier,
    Optional<NewestTags> newest,
    Optional<RegistryRules> registry,
    ChartDoctor doctor)
    implements Session {

  @Override
  public List<String> branches(String project) throws ChartbotException {
    return review.branches(project);
  }

  @Override
  public void fetch(List<Target> targets) throws ChartbotException {
    repository.fetchTips(targets);
  }

  @Override
  public UpdateResult update(Target target, UpdateRequest request) throws ChartbotException {
    return update.run(target, request);
  }

  @Override
  public List<Refresh> refreshes(Target target, boolean dryRun) throws ChartbotException {
    return refresh.refreshes(target, dryRun);
  }

  @Override
  public UpdateResult refresh(Refresh one) throws ChartbotException {
    return update.run(one.target(), one.request(), one.seen());
  }

  @Override
  public List<Hold> unhold(Target target, Set<String> images) throws ChartbotException {
    return new HoldRelease(review).release(target, images);
  }

  @Override
  public List<ReviewEnd> await(List<AwaitedChange> changes, WaitRules rules) {
    Sleeper sleeper = time -> Thread.sleep(time.toMillis());
    return new ReviewWait(review, clock, sleeper, new SplittableRandom(), progress)
        .run(changes, rules);
  }

  @Override
  public TargetStatus status(Target target) throws ChartbotException {
    return status.run(target);
  }

  @Override
  public List<SyncRow> sync(Target target, List<String> names) throws ChartbotException {
    if (newest.isEmpty() || registry.isEmpty()) {
      throw new UserException("no registry is configured", "set registry.url in the configuration");
    }
    return new ChartSync(survey(), newest.get(), registry.get()).of(target, names);
  }

  @Override
  public List<InventoryRow> inventory(Target target) throws ChartbotException {
    return new TargetInventory(survey(), review, verifier, newest, registry).of(target);
  }

  private ChartSurvey survey() {
    return new ChartSurvey(repository, review);
  }

  @Override
  public List<Check> examineServer() {
    return doctor.server();
  }

  @Override
  public List<Check> examine(Target target) {
    return doctor.target(target);
  }

  @Override
  public void close() {
    repository.close();
    review.close();
  }
}
