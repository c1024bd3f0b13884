package chartbot.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * The last line of a terminal, which shows that work goes on and how far it is. It is drawn over
 * and over again, and gone before anything else is printed. Only made for a terminal.
 */
final class LiveLine {

  private static final String[] FRAMES = {"|", "/", "-", "\\"};
  private static final String ERASE = "\r\u001b[K";
  private static final int BAR = 20;
  private static final int WIDTH = 78; // of the narrowest terminal, less the spinner

  /** Shorter work needs no line. */
  private static final Duration FIRST = Duration.ofMillis(400);

  private static final int TICK_MILLIS = 120;

  private final PrintStream err;
  private final Clock clock;
  private final Executor background;
  private Instant begun;
  private String detail = "";
  private boolean drawn;
  private boolean on;
  private boolean ticking;
  private int frame;

  /**
   * @param background does the drawing over and over again; without end
   */
  LiveLine(PrintStream err, Clock clock, Executor background) {
    this.err = err;
    this.clock = clock;
    this.background = background;
    this.begun = clock.instant();
  }

  /** Another piece of work has begun. */
  synchronized void begin() {
    begun = clock.instant();
    detail = "";
    on = true;
    if (!ticking) {
      ticking = true;
      background.execute(this::tick);
    }
  }

  /**
   * How far it is.
   *
   * @param total 0 where nobody knows
   */
  synchronized void advance(String what, int done, int total) {
    detail = what + " " + (total > 0 ? bar(done, total) : Integer.toString(done));
  }

  /** As Git counts, and drawn. */
  private static String bar(int done, int total) {
    int percent = (int) (Math.min(done, total) * 100L / total);
    int filled = percent * BAR / 100;
    return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + percent + " %";
  }

  /** Prints something above it; the line comes back with the next tick. */
  synchronized void print(String text) {
    erase();
    err.print(text);
    err.flush();
  }

  private void erase() {
    if (drawn) {
      err.print(ERASE);
      err.flush();
      drawn = false;
    }
  }

  /** Nothing goes on any more. */
  synchronized void end() {
    on = false;
    erase();
  }

  /** Draws the line as it is now. */
  synchronized void draw() {
    Duration time = Duration.between(begun, clock.instant());
    if (!on || time.compareTo(FIRST) < 0) {
      return;
    }
    String text = seconds(time) + (detail.isEmpty() ? "" : "  " + detail);
    String shown = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
    err.print(ERASE + FRAMES[frame++ % FRAMES.length] + " " + shown);
    err.flush();
    drawn = true;
  }

  private static String seconds(Duration time) {
    long minutes = time.toMinutes();
    return (minutes > 0 ? minutes + " min " : "") + time.toSecondsPart() + " s";
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK_MILLIS);
        draw();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
