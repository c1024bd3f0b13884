package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line. */
public final class Chartbot {

  private static final String COMPLETION = "completion"; // of all commands
  private static final List<String> COMMANDS =
      List.of("update", "apply", "refresh", "status", "doctor", "sandbox", COMPLETION);
  private static final Set<String> ON_A_SERVER = Set.of("update", "refresh", "status", "doctor");
  private static final Set<String> VERSION = Set.of("--version", "-V");

  private Chartbot() {}

  /**
   * Runs one command and returns its exit code.
   *
   * @param terminal whether a person looks at the output, so that colours make sense
   */
  public static int run(
      Parts parts, List<String> arguments, PrintStream out, PrintStream err, boolean terminal) {
    if (arguments.size() == 1 && VERSION.contains(arguments.get(0))) {
      BuildVersion.lines()
          .forEach(line -> out.print(line + "\n")); // Picocli takes ten times as long
      return ExitCode.OK.number();
    }
    boolean drawn = terminal && !parts.environment().getOrDefault("TERM", "").equals("dumb");
    boolean colored = drawn && parts.environment().getOrDefault("NO_COLOR", "").isEmpty();
    Console console = new Console(out, err, colored);
    if (drawn) {
      console.watched(parts.clock());
    }
    try {
      return execute(parts, arguments, console, out, err, colored);
    } finally {
      console.end();
    }
  }

  private static int execute(
      Parts parts,
      List<String> arguments,
      Console console,
      PrintStream out,
      PrintStream err,
      boolean colored) {
    if (!arguments.isEmpty() && ON_A_SERVER.contains(arguments.get(0))) {
      parts.warmUp(); // while the options are read
    }
    Failures failures = new Failures(console);
    return commandLine(parts, console, failures, arguments)
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(colored ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .execute(arguments.toArray(String[]::new));
  }

  /**
   * Building what is known of a command's options takes as long as much of its work: where the
   * arguments name one, the others stay unbuilt.
   */
  static CommandLine commandLine(
      Parts parts, Console console, Failures failures, List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    boolean one = COMMANDS.contains(first) && !first.equals(COMPLETION);
    CommandLine all = new ChartbotCommand(console).line();
    for (String name : one ? List.of(first) : COMMANDS) {
      all.addSubcommand(
          switch (name) {
            case "update" -> new UpdateCommand(parts, console, failures).line();
            case "apply" -> new ApplyCommand(parts, console).line();
            case "refresh" -> new RefreshCommand(parts, console, failures).line();
            case "status" -> new StatusCommand(parts, console).line();
            case "doctor" -> new DoctorCommand(parts, console).line();
            case "sandbox" -> new SandboxCommand(parts, console).line();
            default -> new CompletionCommand(all, console).line();
          });
    }
    return all;
  }
}
