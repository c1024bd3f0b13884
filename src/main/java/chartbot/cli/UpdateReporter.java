package chartbot.cli;

import chartbot.error.ChartbotException;
import chartbot.target.Target;
import chartbot.update.UpdateResult;
import java.util.function.UnaryOperator;

/**
 * Runs updates and prints their results; one that fails stops no other.
 *
 * @param withRendered whether what changes in the rendered manifests is shown, too
 * @param noted adds notes that only the command knows
 * @param shown the difference of a result, as it is printed
 */
record UpdateReporter(
    ResultPrinter printer,
    ErrorPrinter errors,
    Console console,
    boolean withRendered,
    UnaryOperator<UpdateResult> noted,
    Shown shown) {

  UpdateReporter(
      ResultPrinter printer, ErrorPrinter errors, Console console, boolean withRendered) {
    this(printer, errors, console, withRendered, result -> result, UpdateResult::diff);
  }

  /** An update to run. */
  @FunctionalInterface
  interface Update {
    UpdateResult result() throws ChartbotException;
  }

  /** What is printed as the difference. */
  @FunctionalInterface
  interface Shown {
    String of(UpdateResult result) throws ChartbotException;
  }

  TargetResult report(Target target, Update update) {
    try {
      UpdateResult result = noted.apply(update.result());
      printer.print(result, shown.of(result), withRendered);
      return TargetResult.succeeded(result);
    } catch (ChartbotException | RuntimeException failure) {
      return failed(target, failure);
    }
  }

  /** Prints what stopped a target. */
  TargetResult failed(Target target, Exception failure) {
    ExitCode code = errors.print(failure);
    return TargetResult.failed(target, console.masked(String.valueOf(failure.getMessage())), code);
  }
}
