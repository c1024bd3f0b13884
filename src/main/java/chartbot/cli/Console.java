package chartbot.cli;

import chartbot.error.PrintableText;
import chartbot.update.Progress;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Results on stdout, progress and errors on stderr. It is not a log. What others wrote reaches the
 * terminal as text only.
 */
final class Console implements Progress {

  /** How much it prints in addition to results and errors. */
  enum Volume {
    QUIET,
    NORMAL,
    VERBOSE
  }

  private final PrintStream out;
  private final PrintStream err;
  private final List<String> secrets = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private Optional<Boolean> retry = Optional.empty();
  private Volume volume = Volume.NORMAL;
  private Paint paint;
  private @Nullable LiveLine live;

  Console(PrintStream out, PrintStream err, boolean colored) {
    this.out = out;
    this.err = err;
    this.paint = new Paint(colored);
  }

  void volume(Volume chosen) {
    volume = chosen;
  }

  /** A terminal's last line shows from now on that work goes on. */
  void watched(Clock clock) {
    live =
        new LiveLine(
            err,
            clock,
            drawing -> {
              Thread thread = new Thread(drawing, "chartbot-live-line");
              thread.setDaemon(true);
              thread.start();
            });
  }

  /** Nothing goes on any more: a result follows, or the end of the run. */
  void end() {
    if (live != null) {
      live.end();
    }
  }

  @Override
  public boolean isWatched() {
    return live != null && volume != Volume.QUIET;
  }

  @Override
  public void advance(String what, int done, int total) {
    if (live != null) {
      live.advance(PrintableText.line(masked(what)), done, total);
    }
  }

  void withoutColor() {
    paint = new Paint(false);
  }

  boolean isVerbose() {
    return volume == Volume.VERBOSE;
  }

  /** From now on the text is shown as {@code ***} wherever it occurs. */
  void hide(String secret) {
    if (secret.length() > 3) { // shorter ones would tear ordinary words apart
      secrets.add(secret);
    }
  }

  /** The text without any secret. */
  String masked(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }

  /** One line of the result, or several. */
  void result(String text) {
    result(text, UnaryOperator.identity());
  }

  /** One line of the result that begins in bold. */
  void headline(String bold, String rest) {
    print(paint.bold(shown(bold)) + shown(rest));
  }

  /** One line of the result in yellow. */
  void yellow(String line) {
    result(line, paint::yellow);
  }

  /** One line of the result in red. */
  void red(String line) {
    result(line, paint::red);
  }

  private void result(String text, UnaryOperator<String> style) {
    print(style.apply(shown(text)));
  }

  private void print(String styled) {
    end();
    out.print(styled + "\n");
    out.flush();
  }

  private String shown(String text) {
    return PrintableText.text(masked(text));
  }

  /** Whether any of the result could not be written. */
  boolean hasLostResults() {
    return out.checkError();
  }

  /** A unified diff as part of the result; in colour where there are colours. */
  void diff(String unified) {
    if (!unified.isEmpty()) {
      end();
      out.print(paint.diff(shown(unified)));
      out.flush();
    }
  }

  /** Something worth knowing that is no result. */
  void info(String line) {
    if (volume != Volume.QUIET) {
      printLine(PrintableText.paragraph(masked(line)));
    }
  }

  @Override
  public void step(String what) {
    if (volume != Volume.QUIET) {
      printLine(paint.faint("- " + PrintableText.line(masked(what))));
      if (live != null) {
        live.begin();
      }
    }
  }

  @Override
  public void warn(String what) {
    if (volume != Volume.QUIET) {
      printLine(paint.yellow("warning: ") + PrintableText.longParagraph(masked(what)));
    }
  }

  @Override
  public void trace(String what) {
    if (volume == Volume.VERBOSE) {
      printLine(paint.faint("  " + PrintableText.line(masked(what))));
    }
  }

  /** An error; printed at any volume. */
  void error(String what) {
    errors.add(what);
    printLine(paint.red("error: ") + PrintableText.paragraph(masked(what)));
  }

  /** Whether a retry can help against an error of the environment. */
  void mayRetry(boolean may) {
    retry = retry.map(before -> before && may).or(() -> Optional.of(may));
  }

  /** Whether a retry can help against every error of the environment that there was. */
  boolean mayRetry() {
    return retry.orElse(false);
  }

  /** Whether the same error has been printed before. */
  boolean hasPrinted(String error) {
    return errors.contains(error);
  }

  /** All errors so far, each on lines of its own. */
  String errors() {
    return String.join("\n", errors);
  }

  /** What to do about an error. */
  void hint(String what) {
    printLine(paint.bold("hint: ") + PrintableText.paragraph(masked(what)));
  }

  void stackTrace(Throwable bug) {
    java.io.StringWriter text = new java.io.StringWriter();
    bug.printStackTrace(new java.io.PrintWriter(text));
    printLine(PrintableText.paragraph(masked(text.toString().stripTrailing())));
  }

  private void printLine(String styled) {
    String text = styled + "\n";
    if (live != null) {
      live.print(text);
    } else {
      err.print(text);
      err.flush();
    }
  }
}
