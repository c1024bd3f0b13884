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

  private static final String NAME = "chartbot";
  private static final List<String> COMMANDS =
      List.of("update", "apply", "refresh", "status", "doctor", "sandbox");
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

  /** Whoever reads the output takes half of it for the whole, unless the exit code tells. */
  private static int lost(int code, Console console) {
    console.error("standard output cannot be written");
    console.hint("what it should say is missing or not whole; see whether the disk is full");
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
    if (arguments.size() == 1 && VERSION.contains(arguments.get(0))) {
      for (String line : BuildVersion.lines()) { // Picocli takes ten times as long
        console.result(line);
      }
      return ExitCode.OK.number();
    }
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    if (ON_A_SERVER.contains(first)) {
      parts.warmUp(); // while the options are read
    }
    Failures failures = new Failures(console);
    boolean one = COMMANDS.contains(first);
    CommandLine line =
        one ? command(first, parts, console, failures) : commands(parts, console, failures);
    List<String> rest = one ? arguments.subList(1, arguments.size()) : arguments;
    return line.setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(colored ? Ansi.ON : Ansi.OFF))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .execute(rest.toArray(String[]::new));
  }

  /** All commands, below {@code chartbot} itself. */
  static CommandLine commands(Parts parts, Console console, Failures failures) {
    CommandLine all = new ChartbotCommand(NAME, console).line();
    for (String name : COMMANDS) {
      all.addSubcommand(line(name, parts, console, failures));
    }
    return all.addSubcommand(new CompletionCommand(all, console).line());
  }

  /**
   * One command as if it stood below {@code chartbot}. Building what is known of a command's
   * options takes as long as much of its work: those that the arguments do not name stay unbuilt.
   */
  private static CommandLine command(String name, Parts parts, Console console, Failures failures) {
    return line(name, parts, console, failures).setCommandName(NAME + " " + name);
  }

  private static CommandLine line(String name, Parts parts, Console console, Failures failures) {
    return switch (name) {
      case "update" -> new UpdateCommand(parts, console, failures).line();
      case "apply" -> new ApplyCommand(parts, console).line();
      case "refresh" -> new RefreshCommand(parts, console, failures).line();
      case "status" -> new StatusCommand(parts, console, failures).line();
      case "doctor" -> new DoctorCommand(parts, console).line();
      case "sandbox" -> new SandboxCommand(parts, console).line();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
