package chartbot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** One run of the whole program in this process, and what came out of it. */
public record CommandLineRun(int exitCode, String out, String err) {

  public static CommandLineRun of(Map<String, String> environment, String... arguments) {
    return of(false, environment, arguments);
  }

  public static CommandLineRun onTerminal(Map<String, String> environment, String... arguments) {
    return of(true, environment, arguments);
  }

  private static CommandLineRun of(
      boolean terminal, Map<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            environment,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            terminal);
    return new CommandLineRun(code, out.toString(UTF_8), err.toString(UTF_8));
  }
}
