package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The main class of the child process: runs Gerrit's own programs for as long as standard input
 * stays open.
 *
 * <p>Gerrit's jars bring their own JGit, Guava and Jetty, so this class runs next to them and
 * without chartbot: it may use the JDK and {@link Trees}, and finds Gerrit by reflection.
 */
final class GerritProgram {

  /** What the child prints on standard output, once, when Gerrit answers. */
  static final String READY = "ready";

  /** Creates and indexes a site. */
  static final String INIT = "init";

  /** Serves a site until standard input closes, then deletes it. */
  static final String SERVE = "serve";

  private static final Duration LONGEST_DELETE = Duration.ofMinutes(1);

  private GerritProgram() {}

  /** Takes {@link #INIT} or {@link #SERVE}, and the folder of the site. */
  public static void main(String[] args) throws Exception {
    // Standard output speaks to the parent only; what Gerrit prints goes to the log.
    PrintStream parent = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    Path site = Path.of(args[1]);
    int code = args[0].equals(INIT) ? init(site) : serve(site, parent);
    Runtime.getRuntime().exit(code);
  }

  private static int init(Path site) throws ReflectiveOperationException {
    int code =
        run(
            program("Init"),
            "--batch",
            "--dev",
            "--no-auto-start",
            "--skip-all-downloads",
            "-d",
            site.toString());
    return code == 0 ? run(program("Reindex"), "-d", site.toString()) : code;
  }

  private static int serve(Path site, PrintStream parent) throws ReflectiveOperationException {
    Thread guard = new Thread(() -> endWithParent(site), "ends with the parent");
    guard.setDaemon(true);
    guard.start();
    Runnable started = () -> parent.println(READY);
    Object daemon =
        Class.forName("com.google.gerrit.pgm.Daemon")
            .getConstructor(Runnable.class, Path.class)
            .newInstance(started, site);
    return run(daemon, "--headless", "-d", site.toString());
  }

  /** The parent holds the other end: it closes when the parent stops us and when it dies. */
  private static void endWithParent(Path site) {
    try {
      while (System.in.read() >= 0) {
        // The parent has nothing to say but its end.
      }
    } catch (IOException e) {
      // A broken pipe is an end, too.
    }
    // No orderly shutdown: the site is thrown away, and stopping every service takes seconds. What
    // still runs may write meanwhile, the more often the slower the machine is.
    long start = System.nanoTime();
    boolean gone = Trees.delete(site);
    while (!gone && System.nanoTime() - start < LONGEST_DELETE.toNanos()) {
      gone = Trees.delete(site);
    }
    Runtime.getRuntime().halt(0);
  }

  private static Object program(String name) throws ReflectiveOperationException {
    return Class.forName("com.google.gerrit.pgm." + name).getConstructor().newInstance();
  }

  private static int run(Object program, String... args) throws ReflectiveOperationException {
    return (Integer)
        program.getClass().getMethod("main", String[].class).invoke(program, (Object) args);
  }
}
