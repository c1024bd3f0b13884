package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.EditRequest.IfMissing;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The command line. */
public final class Chartbot {

  private static final String COMPLETION = "completion"; // of all commands
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
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("update", () -> new UpdateCommand(parts, console, failures));
    commands.put("apply", () -> new ApplyCommand(parts, console));
    commands.put("refresh", () -> new RefreshCommand(parts, console, failures));
    commands.put("status", () -> new StatusCommand(parts, console));
    commands.put("doctor", () -> new DoctorCommand(parts, console));
    commands.put("sandbox", () -> new SandboxCommand(parts, console));
    commands.put(COMPLETION, () -> new CompletionCommand(console));
    String first = arguments.isEmpty() ? "" : arguments.get(0);
    if (commands.containsKey(first) && !first.equals(COMPLETION)) {
      commands.keySet().retainAll(Set.of(first));
    }
    CommandLine all = new CommandLine(new ChartbotCommand(console));
    commands.values().forEach(command -> all.addSubcommand(command.get()));
    return all.registerConverter(IfMissing.class, new IfMissingConverter()).setUsageHelpWidth(100);
  }

  /** A class and no lambda: those keep what they implement out of the archive of classes. */
  private static final class IfMissingConverter implements ITypeConverter<IfMissing> {

    @Override
    public IfMissing convert(String word) {
      return switch (word) {
        case "add" -> IfMissing.ADD;
        case "skip" -> IfMissing.SKIP;
        case "fail" -> IfMissing.FAIL;
        default -> throw new TypeConversionException("'" + word + "' is not add, skip or fail");
      };
    }
  }
}
