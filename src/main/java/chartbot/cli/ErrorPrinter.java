package chartbot.cli;

import chartbot.error.ChartbotException;
import chartbot.error.DidYouMean;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedChartbotException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints what stopped the run and chooses the exit code. */
final class ErrorPrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final Console console;

  ErrorPrinter(Console console) {
    this.console = console;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult result) {
    return failure instanceof UsageException usage
        ? wrongUsage(String.valueOf(usage.getMessage()), line)
        : print(failure).number();
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    return wrongUsage(message(failure), failure.getCommandLine());
  }

  private int wrongUsage(String message, CommandLine line) {
    console.error(message);
    console.hint("see '" + line.getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE.number();
  }

  /** Prints the error and its hint; returns the exit code of the process. */
  ExitCode print(Throwable failure) {
    if (failure instanceof UncheckedChartbotException unchecked) {
      return print(unchecked.failure());
    }
    ExitCode code = ExitCode.of(failure);
    if (code == ExitCode.ENVIRONMENT) {
      console.mayRetry(failure instanceof EnvironmentException fault && fault.retryable());
    }
    if (failure instanceof ChartbotException expected) {
      if (console.hasPrinted(expected.message())) {
        console.info("failed: the same error as above");
        return code;
      }
      console.error(expected.message());
      expected.hint().ifPresent(console::hint);
      trace(expected);
    } else if (code == ExitCode.ENVIRONMENT) {
      console.error(String.valueOf(failure.getMessage()));
      trace(failure);
    } else {
      console.stackTrace(failure);
      console.error("this is a bug in chartbot");
      console.hint("please report it with the lines above and what 'chartbot --version' says");
    }
    return code;
  }

  /** The causes of an expected error: for -v only. */
  private void trace(Throwable failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      console.trace("caused by " + cause);
    }
  }

  /** A misspelt option explains more than the missing one that it stands for. */
  private static String message(ParameterException failure) {
    CommandLine line = failure.getCommandLine();
    List<String> unmatched =
        failure instanceof UnmatchedArgumentException wrong
            ? wrong.getUnmatched()
            : line.getUnmatchedArguments();
    if (unmatched.isEmpty()) {
      // Picocli begins some with a word that is printed already.
      return Objects.requireNonNullElse(failure.getMessage(), "wrong usage")
          .replaceFirst("^Error: ", "");
    }
    String word = name(unmatched.get(0));
    boolean option = word.startsWith("-");
    Set<String> known =
        option ? line.getCommandSpec().optionsMap().keySet() : line.getSubcommands().keySet();
    String what = option ? "unknown option '" : "unknown command '";
    return what + word + "'" + DidYouMean.hint(word, known);
  }

  private static String name(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }
}
