package chartbot.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the lines of new entries of a block mapping. */
final class BlockWriter {

  private final YamlDocument document;
  private final String lineBreak;
  private final int usualStep;
  private final StringBuilder lines = new StringBuilder();

  /**
   * @param usualStep by how many columns the file indents
   */
  BlockWriter(YamlDocument document, String lineBreak, int usualStep) {
    this.document = document;
    this.lineBreak = lineBreak;
    this.usualStep = usualStep;
  }

  String written() {
    return lines.toString();
  }

  void blankLine() {
    lines.append(lineBreak);
  }

  /** A new entry beside others. */
  void sibling(Siblings siblings, NewEntry entry) {
    int column = siblings.mapping().column();
    YamlMapping like = siblings.likeOf(entry);
    int step =
        like == null || like.isFlow()
            ? Indentation.stepBelow(siblings.mapping(), usualStep)
            : like.column() - column;
    String key = siblings.keyQuotes(entry).write(entry.key());
    String colon = siblings.colon(entry.key(), key);
    write(entry, column, key, colon, Quotes.NONE, like, step);
  }

  /** A new entry that has no siblings. */
  void lone(NewEntry entry, int column) {
    write(entry, column, Quotes.NONE.write(entry.key()), ": ", Quotes.NONE, null, usualStep);
  }

  private void write(
      NewEntry entry,
      int column,
      String key,
      String colon,
      Quotes quotes,
      @Nullable YamlMapping like,
      int step) {
    lines.append(" ".repeat(column)).append(key);
    if (entry.value() instanceof NewEntry.Text text) {
      lines.append(colon).append(quotes.write(text.text())).append(lineBreak);
    } else if (entry.value() instanceof NewEntry.Entries entries) {
      if (like != null && like.isFlow()) {
        String braces = new FlowWriter(document, Dialect.YAML).mapping(like, entries.list());
        lines.append(colon).append(braces).append(lineBreak);
      } else {
        lines.append(':').append(lineBreak);
        fields(entries.list(), column + step, like);
      }
    }
  }

  private void fields(List<NewEntry> entries, int column, @Nullable YamlMapping like) {
    StyleSample example = new StyleSample(document, like);
    for (NewEntry entry : entries) {
      String key = example.keyQuotes(entry.key()).write(entry.key());
      String colon = example.colon(entry.key(), key);
      Quotes quotes = example.valueQuotes(entry.key());
      write(entry, column, key, colon, quotes, null, usualStep);
    }
  }
}
