package chartbot.yaml;

import java.util.List;

/** New entries of a mapping in braces that has entries already. */
final class FlowInsertion {

  private FlowInsertion() {}

  static void write(
      YamlDocument document, YamlMapping mapping, List<NewEntry> entries, List<TextEdit> spans) {
    YamlText text = document.text();
    FlowLayout layout = FlowLayout.of(document, mapping);
    int end = mapping.entries().get(mapping.entries().size() - 1).value().end();
    Tail tail = Tail.of(text, end, mapping.end() - 1);
    String between = layout.separator().replaceFirst(",", "");
    if (tail.comment() && between.indexOf('\n') < 0 && between.indexOf('\r') < 0) {
      int line = text.lineStart(end);
      between =
          text.lineBreakBefore(text.nextLine(end))
              + text.chars().substring(line, text.skipBlanks(line));
    }
    if (tail.comma() < 0) {
      spans.add(TextEdit.insert(end, isOpenEnded(text, mapping) ? " ," : ","));
    }
    StringBuilder written = new StringBuilder();
    FlowWriter writer = new FlowWriter(document, Dialect.YAML);
    for (int i = 0; i < entries.size(); i++) {
      written
          .append(i == 0 ? "" : ",")
          .append(between)
          .append(writer.entry(mapping, entries.get(i)));
    }
    if (tail.comma() >= 0) {
      written.append(',');
    }
    int behindComma = Math.max(end, tail.comma() + 1);
    boolean beforeComment = text.chars().charAt(text.skipBlanks(behindComma)) == '#';
    int at = beforeComment ? text.lineEnd(behindComma) : behindComma;
    spans.add(TextEdit.insert(at, written.toString()));
  }

  /** Whether a comma would become part of the last word; Helm reads {@code key:,} as one. */
  private static boolean isOpenEnded(YamlText text, YamlMapping mapping) {
    YamlEntry last = mapping.entries().get(mapping.entries().size() - 1);
    if (!(last.value() instanceof YamlScalar value) || !value.isEmpty()) {
      return false;
    }
    return text.chars().charAt(value.end() - 1) == ':'
        || value.start() < value.contentStart()
        || last.keyNode().contentStart() == last.keyNode().end();
  }

  /**
   * What stands between the last entry and the closing brace.
   *
   * @param comma the offset of a comma, or -1
   * @param comment whether there are comments
   */
  private record Tail(int comma, boolean comment) {

    static Tail of(YamlText text, int from, int to) {
      int comma = -1;
      boolean comment = false;
      int at = from;
      while (at < to) {
        char c = text.chars().charAt(at);
        if (c == '#') {
          comment = true;
          at = text.lineEnd(at);
        } else {
          if (c == ',') {
            comma = at;
          }
          at++;
        }
      }
      return new Tail(comma, comment);
    }
  }
}
