package chartbot.yaml;

/**
 * The blanks and line breaks of a mapping in braces.
 *
 * @param open behind the opening brace
 * @param separator between two entries, comma included
 * @param close before the closing brace, a comma included where the last entry has one
 */
record FlowLayout(String open, String separator, String close) {

  static final FlowLayout USUAL = new FlowLayout("", ", ", "");

  /** The layout of a mapping that has entries; comments in it are no part of the layout. */
  static FlowLayout of(YamlText text, YamlMapping mapping) {
    YamlEntry first = mapping.entries().get(0);
    YamlEntry last = mapping.entries().get(mapping.entries().size() - 1);
    String open = blanks(text, mapping.contentStart() + 1, first.keyNode().start(), "");
    String close = blanks(text, last.value().end(), mapping.end() - 1, "");
    String separator = open.isBlank() && !open.strip().equals(open) ? "," + breakOr(open) : ", ";
    if (mapping.entries().size() > 1) {
      YamlEntry before = mapping.entries().get(mapping.entries().size() - 2);
      separator = blanks(text, before.value().end(), last.keyNode().start(), separator);
    }
    return new FlowLayout(open, separator, close);
  }

  /** Behind a brace on its own line the entries are on lines of their own too. */
  private static String breakOr(String open) {
    return open.indexOf('\n') >= 0 || open.indexOf('\r') >= 0 ? open : " ";
  }

  private static String blanks(YamlText text, int from, int to, String otherwise) {
    String found = text.chars().substring(Math.min(from, to), to);
    return found.chars().allMatch(c -> c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t')
        ? found
        : otherwise;
  }
}
