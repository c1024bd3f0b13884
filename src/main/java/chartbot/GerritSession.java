package chartbot;

import chartbot.cli.Session;
import chartbot.failure.ChartbotException;
import chartbot.git.GitChartRepository;
import chartbot.update.ChangeStatus;
import chartbot.update.ChartDoctor;
import chartbot.update.ChartRefresh;
import chartbot.update.ChartStatus;
import chartbot.update.ChartUpdate;
import chartbot.update.Check;
import chartbot.update.Target;
import chartbot.update.UpdateRequest;
import chartbot.update.UpdateResult;
import java.util.List;

/** One Gerrit, by Git and by REST. */
record GerritSession(
    GitChartRepository repository,
    ChartUpdate update,
    ChartRefresh refresh,
    ChartStatus status,
    ChartDoctor doctor)
    implements Session {

  @Override
  public UpdateResult update(Target target, UpdateRequest request) throws ChartbotException {
    return update.run(target, request);
  }

  @Override
  public List<UpdateResult> refresh(Target target, boolean dryRun) throws ChartbotException {
    return refresh.run(target, dryRun);
  }

  @Override
  public List<ChangeStatus> status(Target target) throws ChartbotException {
    return status.run(target);
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
  }
}
