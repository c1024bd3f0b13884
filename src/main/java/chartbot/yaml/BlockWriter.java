package chartbot.yaml;

import chartbot.error.UserException;
import chartbot.yaml.StyleSample.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes new entries of a block mapping as lines, and finds the place between the old ones. */
final class BlockWriter {

  private final YamlDocument document;
  private final YamlText text;
  private final int offset;
  private final List<TextEdit> spans;
  private final @Nullable BlockScalar blockBefore;
  private final boolean follows;
  private final String lineBreak;
  private final int usualStep;
  private final StringBuilder lines = new StringBuilder();

  /**
   * @param above what ends above the new lines, where that may be a block scalar
   * @param spans those of other insertions, which come first where they are at the same offset
   */
  BlockWriter(
      YamlDocument document, int offset, @Nullable YamlMapping above, List<TextEdit> spans) {
    this.document = document;
    this.text = document.text();
    this.offset = offset;
    this.spans = spans;
    this.blockBefore = above == null ? null : blockAtEndOf(above);
    this.follows = spans.stream().anyMatch(span -> span.end() == offset && hasLines(span));
    this.lineBreak = text.lineBreakBefore(offset);
    this.usualStep = Indentation.step(document.root());
  }

  String written() {
    return lines.toString();
  }

  /** By how many columns the file indents. */
  int step() {
    return usualStep;
  }

  void blankLine() {
    lines.append(lineBreak);
  }

  /** A new entry next to others. */
  void sibling(YamlMapping mapping, StyleSample siblings, NewEntry entry) {
    int column = mapping.column();
    YamlMapping like = siblings.likeOf(entry);
    int step =
        like == null || like.isFlow()
            ? Indentation.stepBelow(mapping, usualStep)
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

  /** Whether a blank line would part the new lines from those above, and change nothing else. */
  boolean takesBlankLine() {
    if (follows) {
      return true;
    }
    boolean keepsBlankLines =
        blockBefore != null && blockBefore.keeps() && text.nextLine(blockBefore.end()) >= offset;
    return offset > 0
        && !text.isBlankFrom(text.lineStart(text.isLineStart(offset) ? offset - 1 : offset))
        && !keepsBlankLines;
  }

  /** Adds the edit that brings the lines in. */
  void insert() throws UserException {
    boolean unfinished = !follows && !text.isLineStart(offset);
    if (unfinished) {
      refuseUnfinishedBlock();
    }
    spans.add(TextEdit.insert(offset, unfinished ? lineBreak + lines : written()));
  }

  /** A block scalar gains a line break at its end with whatever follows it. */
  private void refuseUnfinishedBlock() throws UserException {
    if (blockBefore != null
        && !blockBefore.strips()
        && blockBefore.first() < text.length()
        && (blockBefore.end() == text.length() || (blockBefore.keeps() && isBlankToTheEnd()))) {
      throw UserException.at(
          text.location(blockBefore.first()),
          "this block scalar ends the file without a line break; its value would gain one",
          "end the file with a line break");
    }
  }

  private boolean isBlankToTheEnd() {
    return blockBefore != null && text.chars().substring(blockBefore.end()).isBlank();
  }

  private static boolean hasLines(TextEdit span) {
    String lines = span.text();
    return !lines.isEmpty() && YamlText.isBreak(lines.charAt(lines.length() - 1));
  }

  static @Nullable BlockScalar blockAtEndOf(YamlNode node) {
    YamlNode last = node;
    while (true) {
      if (last instanceof YamlMapping inner && !inner.entries().isEmpty()) {
        YamlEntry entry = inner.entries().get(inner.entries().size() - 1);
        last = entry.value().end() > entry.keyNode().end() ? entry.value() : entry.keyNode();
      } else if (last instanceof YamlSequence list && !list.items().isEmpty()) {
        last = list.items().get(list.items().size() - 1);
      } else {
        return last instanceof YamlScalar scalar ? scalar.block() : null;
      }
    }
  }
}
