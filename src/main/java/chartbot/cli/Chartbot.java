package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

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
    boolean drawn = terminal && !parts.environment().getOrDefault("TERM", "").equals("dumb");
    boolean colored = drawn && parts.environment().getOrDefault("NO_COLOR", "").isEmpty();
    Console console = new Console(out, err, colored);
    if (drawn) {
      console.watched(parts.clock());
    }
    try {
      int code = execute(parts, arguments, console, out, err, colored);
      return console.hasLostResults() ? lost(code, console) : code;
    } finally {
      console.end();
    }
  }

  /** Whoever reads the output takes half of it for the whole, unless the exit code says so. */
  private static int lost(int code, Console console) {
    console.error("standard output cannot be written");
    console.hint("the output is incomplete; check free disk space");
    int lost = ExitCode.ENVIRONMENT.number();
    return code == ExitCode.OK.number() ? lost : Math.min(code, lost);
  }

  private static int execute(
      Parts parts,
      List<String> arguments,
      Console console,
      PrintStream out,
      PrintStream err,
      boolean colored) {
    ErrorPrinter errors = new ErrorPrinter(console);
    Optional<Reports> reports =
        Reports.directoryIn(arguments).map(folder -> new Reports(folder, parts, console));
    try {
      if (reports.isEmpty()) {
        return execute(parts, arguments, console, errors, out, err, colored);
      }
      reports.get().begin();
      StopGuard guard = reports.get().guard();
      try {
        int code = execute(parts, arguments, console, errors, out, err, colored);
        reports.get().end(ExitCode.of(code));
        return code;
      } finally {
        guard.close();
      }
    } catch (EnvironmentException e) {
      return errors.print(e).number();
    }
  }

  private static int execute(
      Parts parts,
      List<String> arguments,
      Console console,
      ErrorPrinter errors,
      PrintStream out,
      PrintStream err,
      boolean colored) {
    Optional<String> lost = LocaleText.lost(arguments, parts.environment());
    if (lost.isPresent()) {
      console.error(lost.get() + " is not UTF-8, or the locale has no characters for it");
      console.hint("set LC_ALL=C.UTF-8");
      return ExitCode.USAGE.number();
    }
    return commands(parts, console, errors)
        .setExpandAtFiles(false) // a job may pass on what somebody typed in
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(colored ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler(errors)
        .setParameterExceptionHandler(errors)
        .execute(arguments.toArray(String[]::new));
  }

  /** All commands, in the order in which the help lists them. */
  static CommandLine commands(Parts parts, Console console, ErrorPrinter errors) {
    CommandLine all = new CommandLine(new ChartbotCommand(console));
    all.addSubcommand(new UpdateCommand(parts, console, errors))
        .addSubcommand(new ApplyCommand(parts, console))
        .addSubcommand(new SyncCommand(parts, console, errors))
        .addSubcommand(new RetireCommand(parts, console, errors))
        .addSubcommand(new RenameCommand(parts, console, errors))
        .addSubcommand(new RollbackCommand(parts, console, errors))
        .addSubcommand(new UnholdCommand(parts, console, errors))
        .addSubcommand(new InventoryCommand(parts, console, errors))
        .addSubcommand(new RefreshCommand(parts, console, errors))
        .addSubcommand(new StatusCommand(parts, console, errors))
        .addSubcommand(new DoctorCommand(parts, console))
        .addSubcommand(new SandboxCommand(parts, console))
        .addSubcommand(new CompletionCommand(all, console));
    Conversions.register(all);
    return all;
  }
}
