package chartbot.chart;

import java.util.ArrayList;
import java.util.List;

/** The text inside Helm's {@code {{ }}}, searched as text; comments are left out. */
public final class HelmActions {

  private HelmActions() {}

  /** Whether Helm takes from a template nothing but what it defines. */
  public static boolean isPartial(String path) {
    return path.startsWith("_", path.lastIndexOf('/') + 1);
  }

  /** Whether an action has the word: a name, with no letter, digit, {@code -} or {@code _} next. */
  public static boolean mention(String template, String word) {
    return template.contains(word)
        && in(template).stream().anyMatch(action -> hasWord(action, word));
  }

  /** The actions, in order, each without its braces. */
  public static List<String> in(String template) {
    List<String> actions = new ArrayList<>();
    int at = 0;
    int line = 0;
    int indented = skipBlanks(template, 0);
    while (true) {
      int open = template.indexOf("{{", at);
      if (open < 0) {
        return actions;
      }
      for (int end = template.indexOf('\n', line);
          end >= 0 && end < open;
          end = template.indexOf('\n', line)) {
        line = end + 1;
        indented = -1;
      }
      indented = indented < 0 ? skipBlanks(template, line) : indented;
      int inside = template.startsWith("{{-", open) ? open + 3 : open + 2;
      int begin = skipBlanks(template, inside);
      boolean comment = template.startsWith("/*", begin);
      int close = template.indexOf(comment ? "*/" : "}}", begin);
      if (close < 0) {
        return actions;
      }
      if (!comment && !template.startsWith("#", Math.min(indented, open))) {
        actions.add(template.substring(begin, close));
      }
      at = close + 2;
    }
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Whether a text has the word with no letter, digit, {@code -} or {@code _} next to it. */
  static boolean hasWord(String text, String word) {
    int at = text.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      if (!isPartOfName(text, at - 1) && !isPartOfName(text, end)) {
        return true;
      }
      at = text.indexOf(word, at + 1);
    }
    return false;
  }

  private static boolean isPartOfName(String text, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }
}
