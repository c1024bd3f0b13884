package chartbot.yaml;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one line after the other from left to right as long as each holds only what needs no look
 * at its neighbours: dashes, a key, and a scalar that ends on the line.
 */
final class PlainLine {

  /** SnakeYAML takes no key for one that is longer than 1,024 characters. */
  private static final int LONGEST_KEY = 1000;

  /** What a word may not begin with, because it means something, or might. */
  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

  private final String chars;
  private int start;
  private int at;

  PlainLine(String chars) {
    this.chars = chars;
  }

  /** Whether lines end in LF alone, and every character is one that YAML allows. */
  static boolean isPlain(String chars) {
    for (int i = 0; i < chars.length(); i++) {
      char c = chars.charAt(i);
      if (c < ' ' ? c != '\n' && c != '\t' : c > '~' && !isPlain(chars.codePointAt(i))) {
        return false;
      }
      i += Character.isHighSurrogate(c) ? 1 : 0;
    }
    return true;
  }

  private static boolean isPlain(int c) {
    return c != 0x85 && c != 0x2028 && c != 0x2029 && c != 0xFEFF && StreamReader.isPrintable(c);
  }

  /** Goes to the first character of a line that is no blank. */
  void begin(int line) {
    start = line;
    at = line;
    skipSpaces();
  }

  /** Goes behind the spaces. */
  void skipSpaces() {
    while (at < chars.length() && chars.charAt(at) == ' ') {
      at++;
    }
  }

  int offset() {
    return at;
  }

  int start() {
    return start;
  }

  /** The column, from 0, of the next character. */
  int column() {
    return at - start;
  }

  /** The first offset of the next line, or the end of the text. */
  int next() {
    int end = chars.indexOf('\n', at);
    return end < 0 ? chars.length() : end + 1;
  }

  /** Whether nothing follows on this line, or a comment. */
  boolean isDone() {
    return isEnd(at) || (chars.charAt(at) == '#' && (at == start || chars.charAt(at - 1) == ' '));
  }

  /** Whether a dash follows that begins an item. */
  boolean isDash() {
    return at < chars.length() && chars.charAt(at) == '-' && isBlankOrEnd(at + 1);
  }

  /** Whether the line does nothing but begin a document. */
  boolean isStart() {
    return at == start && chars.startsWith("---", at) && isEnd(at + "---".length());
  }

  /** Whether the line begins or ends a document, or names its version. */
  boolean isMarker() {
    return at == start
        && at < chars.length()
        && (chars.charAt(at) == '%' || chars.startsWith("---", at) || chars.startsWith("...", at));
  }

  /** Goes behind a dash. */
  void takeDash() {
    at++;
  }

  /** The key that follows, behind whose colon the line goes on; null where there is none. */
  @Nullable YamlScalar takeKey() {
    int end = at;
    while (end < chars.length() && isWord(chars.charAt(end), end == at)) {
      end++;
    }
    if (end == at
        || end - at > LONGEST_KEY
        || end == chars.length()
        || chars.charAt(end) != ':'
        || !isBlankOrEnd(end + 1)) {
      return null;
    }
    YamlScalar key = new YamlScalar(chars, at, end, ScalarStyle.PLAIN);
    if (end - at == "null".length() && key.isNull()) {
      return null;
    }
    at = end + 1;
    return key;
  }

  /** As in a name; one that YAML takes for nothing else wherever it stands. */
  private static boolean isWord(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '/'
        || (c == '-' && !first);
  }

  /** The value that follows, behind which the line is done; null where it is none of these. */
  @Nullable YamlNode takeValue() {
    char first = chars.charAt(at);
    YamlNode value =
        switch (first) {
          case '"', '\'' -> quoted(first);
          case '{', '[' -> empty(first);
          default -> word(first);
        };
    if (value == null) {
      return null;
    }
    at = value.end();
    skipSpaces();
    return isDone() ? value : null;
  }

  private @Nullable YamlNode quoted(char quote) {
    int end = at + 1;
    while (!isEnd(end) && chars.charAt(end) != quote) {
      char c = chars.charAt(end);
      if (c == '\t' || (c == '\\' && quote == '"')) {
        return null;
      }
      end++;
    }
    if (isEnd(end)) {
      return null;
    }
    ScalarStyle style = quote == '"' ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.SINGLE_QUOTED;
    return new YamlScalar(chars, at, end + 1, style);
  }

  private @Nullable YamlNode empty(char bracket) {
    YamlNode.Properties properties = new YamlNode.Properties(at, null, null);
    if (bracket == '{' && chars.startsWith("{}", at)) {
      YamlMapping mapping = new YamlMapping(properties, true, at, column() + 1);
      mapping.close(at + 2, at + 1);
      return mapping;
    }
    if (bracket == '[' && chars.startsWith("[]", at)) {
      YamlSequence sequence = new YamlSequence(properties, at);
      sequence.close(at + 2);
      return sequence;
    }
    return null;
  }

  private @Nullable YamlNode word(char first) {
    if (INDICATORS.indexOf(first) >= 0 && (first != '-' || isBlankOrEnd(at + 1))) {
      return null;
    }
    int end = at;
    int i = at;
    for (; !isEnd(i); i++) {
      char c = chars.charAt(i);
      if (c == '\t' || (c == ':' && isBlankOrEnd(i + 1))) {
        return null;
      }
      if (c == '#' && chars.charAt(i - 1) == ' ') {
        break;
      }
      end = c == ' ' ? end : i + 1;
    }
    return new YamlScalar(chars, at, end, ScalarStyle.PLAIN);
  }

  /** A value that is not there. */
  YamlScalar nothing(int offset) {
    return new YamlScalar(chars, offset, offset, ScalarStyle.PLAIN);
  }

  private boolean isBlankOrEnd(int offset) {
    return isEnd(offset) || chars.charAt(offset) == ' ';
  }

  private boolean isEnd(int offset) {
    return offset >= chars.length() || chars.charAt(offset) == '\n';
  }
}
