package chartbot.cli;

import chartbot.failure.ChartbotException;
import chartbot.update.ReviewServer;
import chartbot.update.Target;
import chartbot.update.UpdateRequest;
import chartbot.update.UpdateResult;

/** What can be done with one server; holds what has to be given back. */
public interface Session extends AutoCloseable {

  /** Brings the target's open change to what the request asks for. */
  UpdateResult update(Target target, UpdateRequest request) throws ChartbotException;

  ReviewServer review();

  @Override
  void close();
}
