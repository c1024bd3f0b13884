package chartbot;

import chartbot.cli.Chartbot;
import chartbot.cli.LocaleText;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Wires everything with {@code new} and runs one command. */
public final class Main {

  private Main() {}

  /** The process entry; the only place that ends the process. */
  public static void main(String[] args) {
    // SLF4J would print on standard error which provider it has found.
    System.setProperty("slf4j.internal.verbosity", "WARN");
    Charset locale = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    String[] arguments =
        Stream.of(args).map(text -> LocaleText.decoded(text, locale)).toArray(String[]::new);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.replaceAll((name, text) -> LocaleText.decoded(text, locale));
    System.exit(run(arguments, environment, utf8(System.out), utf8(System.err), isTerminal()));
  }

  /** Runs one command as in a pipeline, and returns its exit code. */
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    return run(args, environment, out, err, false);
  }

  /** Runs one command; on a terminal in colour. */
  static int run(
      String[] args,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err,
      boolean terminal) {
    try (Wiring wiring = new Wiring(environment)) {
      return Chartbot.run(wiring, List.of(args), out, err, terminal);
    }
  }

  /** A chart's text is UTF-8 whatever the locale of a build agent says. */
  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }

  /** From Java 22 on there is a console even without a terminal; it says which it is. */
  @SuppressWarnings("SystemConsoleNull") // so it asks, where that can be asked
  private static boolean isTerminal() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
