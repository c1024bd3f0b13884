package chartbot.error;

/**
 * Text that others wrote (servers, accounts, charts, child processes), made safe to show: what a
 * terminal, a browser or a commit message would obey or reorder is written out as Java writes it,
 * e.g. {@code \u001b}. Text without such characters stays as it is.
 */
public final class PrintableText {

  /** The most characters of one line. */
  public static final int LONGEST_LINE = 1_000;

  /** The most characters of one message. */
  public static final int LONGEST_MESSAGE = 20_000;

  private static final String CUT = "...";

  private PrintableText() {}

  /** One line of at most {@link #LONGEST_LINE} characters; tabs and line breaks are written out. */
  public static String line(String foreign) {
    return cut(escaped(cut(foreign, LONGEST_LINE), false), LONGEST_LINE);
  }

  /** Lines of at most {@link #LONGEST_MESSAGE} characters altogether. */
  public static String message(String foreign) {
    return cut(escaped(cut(foreign, LONGEST_MESSAGE), true), LONGEST_MESSAGE);
  }

  /**
   * A message of which only the first line begins at the margin: no other can be taken for a
   * message of its own.
   */
  public static String paragraph(String foreign) {
    return indented(message(foreign));
  }

  /** The same without a limit. */
  public static String longParagraph(String foreign) {
    return indented(text(foreign));
  }

  private static String indented(String message) {
    boolean layout =
        message.lines().skip(1).allMatch(line -> line.isEmpty() || line.charAt(0) == ' ');
    return layout ? message : message.replaceAll("\\n(?=[^\\r\\n])", "\n  ");
  }

  /** Lines of any length, such as a difference; tabs, LF and CR LF stay. */
  public static String text(String foreign) {
    return escaped(foreign, true);
  }

  /** Whether it is one line that can be shown as it is, of whatever length. */
  public static boolean isLine(String text) {
    return first(text, 0, false) == text.length();
  }

  private static String escaped(String text, boolean withLines) {
    int next = first(text, 0, withLines);
    if (next == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    int from = 0;
    while (next < text.length()) {
      int codePoint = text.codePointAt(next);
      escaped.append(text, from, next).append(escape(codePoint));
      from = next + Character.charCount(codePoint);
      next = first(text, from, withLines);
    }
    return escaped.append(text, from, text.length()).toString();
  }

  /** Where the first character stands that must not be shown, or the length. */
  private static int first(String text, int from, boolean withLines) {
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      boolean layout =
          codePoint == '\n'
              || codePoint == '\t'
              || (codePoint == '\r' && text.startsWith("\n", at + 1));
      if (layout ? !withLines : isUnsafe(codePoint)) {
        return at;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  private static boolean isUnsafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Joiners are part of words in some scripts, soft hyphens of texts; the others reorder what
      // is read (bidirectional controls) or are seen by nobody.
      case Character.FORMAT -> codePoint != 0x200C && codePoint != 0x200D && codePoint != 0xAD;
      default -> false;
    };
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        StringBuilder units = new StringBuilder();
        for (char unit : Character.toChars(codePoint)) {
          units.append(String.format("\\u%04x", (int) unit));
        }
        yield units.toString();
      }
    };
  }

  /**
   * The beginning of a text, with dots where something was cut off.
   *
   * @param most its length at most, in chars
   */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
