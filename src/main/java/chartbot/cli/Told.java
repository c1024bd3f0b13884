package chartbot.cli;

import chartbot.error.ChartbotException;
import chartbot.target.Target;
import chartbot.update.UpdateResult;
import java.util.function.UnaryOperator;

/**
 * Tells how updates ended; one that fails stops no other.
 *
 * @param withRendered whether what changes in the rendered manifests is shown, too
 * @param noted adds what the command knows besides
 */
record Told(
    ResultPrinter printer,
    Failures failures,
    Console console,
    boolean withRendered,
    UnaryOperator<UpdateResult> noted) {

  Told(ResultPrinter printer, Failures failures, Console console, boolean withRendered) {
    this(printer, failures, console, withRendered, result -> result);
  }

  /** An update, or what became of one. */
  @FunctionalInterface
  interface Update {
    UpdateResult result() throws ChartbotException;
  }

  TargetResult tell(Target target, Update update) {
    try {
      UpdateResult result = noted.apply(update.result());
      printer.print(result, withRendered);
      return TargetResult.well(result);
    } catch (ChartbotException | RuntimeException failure) {
      return failed(target, failure);
    }
  }

  /** Tells what stopped a target. */
  TargetResult failed(Target target, Exception failure) {
    ExitCode code = failures.tell(failure);
    return TargetResult.badly(target, console.masked(String.valueOf(failure.getMessage())), code);
  }
}
