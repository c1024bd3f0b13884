package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.EditRequest.IfMissing;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.TypeConversionException;

/** The command line. */
public final class Chartbot {

  private Chartbot() {}

  /**
   * Runs one command and returns its exit code.
   *
   * @param terminal whether a person looks at the output, so that colours make sense
   */
  public static int run(
      Parts parts, List<String> arguments, PrintStream out, PrintStream err, boolean terminal) {
    boolean colored =
        terminal
            && parts.environment().getOrDefault("NO_COLOR", "").isEmpty()
            && !parts.environment().getOrDefault("TERM", "").equals("dumb");
    Console console = new Console(out, err, colored);
    Failures failures = new Failures(console);
    return commandLine(parts, console, failures)
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(colored ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .execute(arguments.toArray(String[]::new));
  }

  private static IfMissing ifMissing(String word) {
    return switch (word) {
      case "add" -> IfMissing.ADD;
      case "skip" -> IfMissing.SKIP;
      case "fail" -> IfMissing.FAIL;
      default -> throw new TypeConversionException("'" + word + "' is not add, skip or fail");
    };
  }

  static CommandLine commandLine(Parts parts, Console console, Failures failures) {
    return new CommandLine(new ChartbotCommand(console))
        .addSubcommand(new UpdateCommand(parts, console, failures))
        .addSubcommand(new ApplyCommand(parts, console))
        .addSubcommand(new RefreshCommand(parts, console, failures))
        .addSubcommand(new StatusCommand(parts, console))
        .addSubcommand(new DoctorCommand(parts, console))
        .addSubcommand(new SandboxCommand(parts, console))
        .addSubcommand(new CompletionCommand(console))
        .registerConverter(IfMissing.class, Chartbot::ifMissing)
        .setUsageHelpWidth(100);
  }
}
