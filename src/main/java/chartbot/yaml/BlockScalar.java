package chartbot.yaml;

/**
 * Where the content of a block scalar is: SnakeYAML's end mark includes the blank lines behind it,
 * which are content only when the header says {@code +}.
 *
 * @param first the offset of the first line of content
 * @param end the offset behind the last character of content, its line break not included
 * @param indent how many spaces each line of content begins with
 * @param keeps whether the blank lines behind it belong to it
 * @param strips whether its value has no line break at its end whatever follows
 */
record BlockScalar(int first, int end, int indent, boolean keeps, boolean strips) {

  /**
   * @param start the offset of {@code |} or {@code >}
   * @param mark SnakeYAML's end mark
   */
  static BlockScalar of(YamlText text, int start, int mark, String value) {
    int headerEnd = text.lineEnd(start);
    String header = header(text, start);
    boolean keeps = header.indexOf('+') >= 0;
    boolean strips = header.indexOf('-') >= 0;
    int first = Math.min(text.nextLine(start), mark);
    int indent = indent(text, first, mark, value);
    int end = headerEnd;
    for (int line = first; line < mark; line = text.nextLine(line)) {
      int lineEnd = Math.min(text.lineEnd(line), mark);
      if (keeps || lineEnd - line > indent || !text.isBlankFrom(line)) {
        end = lineEnd;
      }
    }
    return new BlockScalar(first, end, indent, keeps, strips);
  }

  private static String header(YamlText text, int start) {
    int end = start + 1;
    while (end < text.length() && "+-0123456789".indexOf(text.chars().charAt(end)) >= 0) {
      end++;
    }
    return text.chars().substring(start, end);
  }

  /** An explicit indicator lets content begin with spaces, which then are in the value too. */
  private static int indent(YamlText text, int first, int mark, String value) {
    for (int line = first; line < mark; line = text.nextLine(line)) {
      if (!text.isBlankFrom(line)) {
        return leadingSpaces(text.chars(), line) - leadingSpacesOfFirstLine(value);
      }
    }
    return value.isBlank() && value.indexOf(' ') < 0 ? Integer.MAX_VALUE : 0;
  }

  private static int leadingSpacesOfFirstLine(String value) {
    int line = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\n') {
        line = i + 1;
      } else if (c != ' ' && c != '\t') {
        break;
      }
    }
    return leadingSpaces(value, line);
  }

  private static int leadingSpaces(String chars, int from) {
    int at = from;
    while (at < chars.length() && chars.charAt(at) == ' ') {
      at++;
    }
    return at - from;
  }
}
