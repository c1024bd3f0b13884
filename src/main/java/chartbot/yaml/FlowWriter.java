package chartbot.yaml;

import chartbot.yaml.StyleSample.Dialect;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes mappings in braces. */
final class FlowWriter {

  private final YamlDocument document;
  private final Dialect dialect;

  /**
   * @param dialect how to write what no example shows
   */
  FlowWriter(YamlDocument document, Dialect dialect) {
    this.document = document;
    this.dialect = dialect;
  }

  /** A mapping that is laid out as another one. */
  String mapping(@Nullable YamlMapping like, List<NewEntry> entries) {
    Layout layout =
        like == null || !like.isFlow() || like.entries().isEmpty()
            ? new Layout("", dialect.separator(), "")
            : Layout.of(document, like);
    StringBuilder written = new StringBuilder("{").append(layout.open());
    for (int i = 0; i < entries.size(); i++) {
      written.append(i == 0 ? "" : layout.separator()).append(entry(like, entries.get(i)));
    }
    return written.append(layout.close()).append('}').toString();
  }

  /** One entry as it stands between commas, among the entries of another mapping. */
  String entry(@Nullable YamlMapping around, NewEntry entry) {
    StyleSample example = new StyleSample(document, around);
    boolean alone = example.isEmpty();
    Quotes keyQuotes = alone ? dialect.quotes() : example.keyQuotes(entry.key());
    String key = keyQuotes.write(entry.key());
    String colon = alone ? dialect.colon() : example.colon(entry.key(), key);
    if (entry.value() instanceof NewEntry.Text text) {
      Quotes quotes = alone ? dialect.quotes() : example.valueQuotes(entry.key());
      return key + colon + quotes.write(text.text());
    }
    NewEntry.Entries entries = (NewEntry.Entries) entry.value();
    YamlMapping like = example.likeOf(entry);
    Dialect inside = alone ? dialect : example.dialect();
    return key + colon + new FlowWriter(document, inside).mapping(like, entries.list());
  }

  /** Adds the edits that bring new entries into a mapping that has entries already. */
  static void insert(
      YamlDocument document, YamlMapping mapping, List<NewEntry> entries, List<TextEdit> spans) {
    YamlText text = document.text();
    Layout layout = Layout.of(document, mapping);
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

  /**
   * The blanks and line breaks of a mapping in braces.
   *
   * @param open behind the opening brace
   * @param separator between two entries, comma included
   * @param close before the closing brace, a comma included where the last entry has one
   */
  private record Layout(String open, String separator, String close) {

    private static final Pattern BLANKS = Pattern.compile("[, \\t\\r\\n]*");
    private static final Pattern COMMENT = Pattern.compile("[ \\t]*#[^\\r\\n]*");
    private static final Pattern COMMENT_LINE =
        Pattern.compile("(?<=[\\r\\n])[ \\t]*#[^\\r\\n]*(?:\\r\\n|\\r|\\n)");

    /** The layout of a mapping that has entries; comments in it are no part of the layout. */
    static Layout of(YamlDocument document, YamlMapping mapping) {
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
      return new Layout(open, separator, close);
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
}
