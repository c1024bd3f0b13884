package chartbot.chart;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a values file that has an image's name: an image of its own, or only something that is
 * called like it, such as a section that configures it.
 *
 * @param lines the file's
 * @param line index of the line
 * @param start where the name begins in it
 * @param end where it ends
 */
record ImageMention(List<String> lines, int line, int start, int end) {

  private static final Pattern REFERENCE = Pattern.compile("(?::[A-Za-z0-9_{]|@).*");
  private static final Pattern AS_KEY = Pattern.compile("[\"']?\\s{0,9}:(?:\\s.*)?");
  private static final Pattern KEY_OF =
      Pattern.compile("([A-Za-z0-9_.-]{1,100})[\"']?\\s{0,9}:\\s{1,99}\\S{0,500}$");
  private static final Pattern IMAGE_KEY =
      Pattern.compile("(?i)\\w{0,50}(?:image|repo|repository)(?:_?(?:name|path))?");
  private static final Pattern TAG =
      Pattern.compile(
          "(?:^|[\\s{,\"'])(?:\\w{0,50}[tT]ag|[vV]ersion|\\w{0,50}[dD]igest)[\"']?\\s{0,9}:");

  /** Whether it is an image: a reference with a tag, or a name that has a tag next to it. */
  boolean isImage() {
    String text = lines.get(line);
    String behind = text.substring(end);
    if (REFERENCE.matcher(behind).lookingAt()) {
      return true;
    }
    if (AS_KEY.matcher(behind).matches()) {
      return TAG.matcher(behind).find() || hasTag(line + 1, indentation(line) + 1);
    }
    Matcher key = KEY_OF.matcher(text.substring(0, start));
    if (key.find() && IMAGE_KEY.matcher(key.group(1)).matches()) {
      return true;
    }
    int column = indentation(line);
    if (TAG.matcher(text).find() || hasTagAround(column)) {
      return true;
    }
    int parent = parentOf(line);
    // Next to a section of the top level stands the rest of the file.
    return parent >= 0 && indentation(parent) > 0 && hasTagAround(indentation(parent));
  }

  /** Whether a line of the block around that is indented at least so far has a tag. */
  private boolean hasTagAround(int column) {
    int first = line;
    while (first > 0 && !(isContent(first) && indentation(first) < column)) {
      first--;
    }
    int begin = isContent(first) && indentation(first) < column ? first + 1 : first;
    // Items of a list are distinguished by their dash.
    for (int i = line; i >= begin; i--) {
      if (isItem(i) && indentation(i) <= column) {
        begin = i;
      }
    }
    return hasTag(begin, column);
  }

  private boolean hasTag(int from, int column) {
    for (int i = from; i < lines.size(); i++) {
      boolean next = i > line && isItem(i) && indentation(i) <= column;
      if (isContent(i) && (indentation(i) < column || next)) {
        return false;
      }
      if (isContent(i) && TAG.matcher(lines.get(i)).find()) {
        return true;
      }
    }
    return false;
  }

  private int parentOf(int child) {
    int at = child - 1;
    while (at >= 0 && !(isContent(at) && indentation(at) < indentation(child))) {
      at--;
    }
    return at;
  }

  private boolean isContent(int index) {
    String text = lines.get(index).strip();
    return !text.isEmpty() && !text.startsWith("#");
  }

  private boolean isItem(int index) {
    return lines.get(index).strip().startsWith("- ");
  }

  /** Blanks in front of the first key: a dash of a list is one more. */
  private int indentation(int index) {
    String text = lines.get(index);
    int at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
      at++;
    }
    return at;
  }
}
