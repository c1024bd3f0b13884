package chartbot.yaml;

import chartbot.error.UserException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole lines that are inserted at the beginning of a line, or at the end of the file. */
final class LineInsertion {

  private final YamlDocument document;
  private final YamlText text;
  private final int offset;
  private final List<TextEdit> spans;
  private final @Nullable BlockScalar blockBefore;
  private final boolean follows;

  /**
   * @param above what ends above the new lines, where that may be a block scalar
   * @param spans those of other insertions, which come first where they are at the same offset
   */
  LineInsertion(
      YamlDocument document, int offset, @Nullable YamlMapping above, List<TextEdit> spans) {
    this.document = document;
    this.text = document.text();
    this.offset = offset;
    this.spans = spans;
    this.blockBefore = above == null ? null : blockAtEndOf(above);
    this.follows = spans.stream().anyMatch(span -> span.end() == offset && hasLines(span));
  }

  BlockWriter writer() {
    return new BlockWriter(document, lineBreak(), step());
  }

  int step() {
    return Indentation.step(document.root());
  }

  private String lineBreak() {
    return text.lineBreakBefore(offset);
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

  void insert(String lines) throws UserException {
    boolean unfinished = !follows && !text.isLineStart(offset);
    if (unfinished) {
      refuseUnfinishedBlock();
    }
    spans.add(TextEdit.insert(offset, unfinished ? lineBreak() + lines : lines));
  }

  /** A block scalar gains a line break at its end with whatever follows it. */
  private void refuseUnfinishedBlock() throws UserException {
    if (blockBefore != null
        && !blockBefore.strips()
        && blockBefore.first() < text.length()
        && (blockBefore.end() == text.length() || (blockBefore.keeps() && isBlankToTheEnd()))) {
      throw UserException.at(
          text.location(blockBefore.first()),
          "this block of text ends the file without a line break; its value would gain one",
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
