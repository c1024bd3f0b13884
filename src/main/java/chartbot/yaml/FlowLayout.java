package chartbot.yaml;

import java.util.regex.Pattern;

/**
 * The blanks and line breaks of a mapping in braces.
 *
 * @param open behind the opening brace
 * @param separator between two entries, comma included
 * @param close before the closing brace, a comma included where the last entry has one
 */
record FlowLayout(String open, String separator, String close) {

  private static final Pattern BLANKS = Pattern.compile("[, \\t\\r\\n]*");
  private static final Pattern COMMENT = Pattern.compile("[ \\t]*#[^\\r\\n]*");
  private static final Pattern COMMENT_LINE =
      Pattern.compile("(?<=[\\r\\n])[ \\t]*#[^\\r\\n]*(?:\\r\\n|\\r|\\n)");

  /** The layout of a mapping that has entries; comments in it are no part of the layout. */
  static FlowLayout of(YamlDocument document, YamlMapping mapping) {
    YamlText text = document.text();
    YamlEntry first = mapping.entries().get(0);
    YamlEntry last = mapping.entries().get(mapping.entries().size() - 1);
    String open = blanks(text, mapping.contentStart() + 1, first.keyNode().start(), "");
    String close = blanks(text, last.value().end(), mapping.end() - 1, "");
    String usual = Dialect.of(document, mapping.entries()).separator();
    String separator = hasLineBreak(open) ? "," + open : usual;
    if (mapping.entries().size() > 1) {
      YamlEntry before = mapping.entries().get(mapping.entries().size() - 2);
      separator = blanks(text, before.value().end(), last.keyNode().start(), separator);
    }
    return new FlowLayout(open, separator, close);
  }

  private static boolean hasLineBreak(String blanks) {
    return blanks.indexOf('\n') >= 0 || blanks.indexOf('\r') >= 0;
  }

  private static String blanks(YamlText text, int from, int to, String otherwise) {
    String found = text.chars().substring(Math.min(from, to), to);
    String bare = COMMENT.matcher(COMMENT_LINE.matcher(found).replaceAll("")).replaceAll("");
    return BLANKS.matcher(bare).matches() ? bare : otherwise;
  }
}
