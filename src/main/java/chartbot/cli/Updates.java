package chartbot.cli;

import chartbot.failure.ChartbotException;
import chartbot.update.Target;
import chartbot.update.UpdateRequest;
import chartbot.update.UpdateResult;

/** Plays updates one by one and tells how each ended; one that fails stops no other. */
record Updates(Session session, ResultPrinter printer, Failures failures, Console console) {

  /**
   * @param withRendered whether what changes in the rendered manifests is shown, too
   */
  Ended run(Target target, UpdateRequest request, boolean withRendered) {
    try {
      UpdateResult result = session.update(target, request);
      printer.print(result, withRendered);
      return Ended.well(result);
    } catch (ChartbotException | RuntimeException failure) {
      return failed(target, failure);
    }
  }

  /** Tells what stopped a target. */
  Ended failed(Target target, Exception failure) {
    ExitCode code = failures.tell(failure);
    return Ended.badly(target, console.masked(String.valueOf(failure.getMessage())), code);
  }
}
