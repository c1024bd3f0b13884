package chartbot;

import chartbot.cli.Session;
import chartbot.failure.ChartbotException;
import chartbot.git.GitChartRepository;
import chartbot.update.ChartUpdate;
import chartbot.update.ReviewServer;
import chartbot.update.Target;
import chartbot.update.UpdateRequest;
import chartbot.update.UpdateResult;

/** One Gerrit, by Git and by REST. */
record GerritSession(GitChartRepository repository, ReviewServer review, ChartUpdate story)
    implements Session {

  @Override
  public UpdateResult update(Target target, UpdateRequest request) throws ChartbotException {
    return story.run(target, request);
  }

  @Override
  public void close() {
    repository.close();
  }
}
