package chartbot;

import java.io.PrintStream;
import java.util.Map;

/** Wires everything with {@code new} and runs one command. */
public final class Main {

  private Main() {}

  /** The process entry; the only place that ends the process. */
  public static void main(String[] args) {
    System.exit(run(args, System.getenv(), System.out, System.err));
  }

  /** Runs one command and returns its exit code. */
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    err.println("chartbot " + args.length + environment.size());
    out.flush();
    return 2;
  }
}
