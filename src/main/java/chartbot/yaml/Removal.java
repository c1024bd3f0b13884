package chartbot.yaml;

import chartbot.error.UserException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Entries of one mapping that go, with the comments that belong to them and the blank lines that
 * separated them.
 */
final class Removal {

  private static final String BY_HAND = "remove it by hand";

  private final YamlDocument document;
  private final YamlText text;
  private final YamlMapping mapping;
  private final Map<YamlEntry, YamlEditor.Above> entries = new HashMap<>();

  Removal(YamlDocument document, YamlMapping mapping) {
    this.document = document;
    this.text = document.text();
    this.mapping = mapping;
  }

  boolean removes(YamlEntry entry) {
    return entries.containsKey(entry);
  }

  void add(YamlEntry entry, YamlEditor.Above above) throws UserException {
    refuseUsedAnchors(entry);
    entries.put(entry, above);
  }

  private void refuseUsedAnchors(YamlEntry removed) throws UserException {
    Set<YamlNode> nodes = new HashSet<>();
    Deque<YamlNode> open = new ArrayDeque<>(List.of(removed.keyNode(), removed.value()));
    while (!open.isEmpty()) {
      YamlNode node = open.pop();
      nodes.add(node);
      node.children().forEach(open::push);
    }
    for (YamlNode node : nodes) {
      for (YamlAlias alias : node.aliases()) {
        if (!nodes.contains(alias)) {
          throw document.refusal(
              alias,
              "this alias stands for data of '" + removed.key() + "', which is to be removed",
              "write the data out in its place");
        }
      }
    }
  }

  void write(List<TextEdit> edits) throws UserException {
    List<YamlEntry> all = mapping.entries();
    int first = 0;
    while (first < all.size()) {
      int behind = first;
      while (behind < all.size() && entries.containsKey(all.get(behind))) {
        behind++;
      }
      if (behind > first) {
        edits.add(mapping.isFlow() ? flow(first, behind, edits) : lines(first, behind));
      }
      first = Math.max(behind, first + 1);
    }
  }

  /** The lines of entries that follow each other. */
  private TextEdit lines(int first, int behind) throws UserException {
    YamlEntry entry = mapping.entries().get(first);
    YamlEditor.Above kind = entries.get(entry);
    int line = text.lineStart(entry.keyNode().start());
    if (!text.chars().substring(line, entry.keyNode().start()).isBlank()) {
      throw document.refusal(entry.keyNode(), "this entry does not begin a line", BY_HAND);
    }
    boolean last = behind == mapping.entries().size();
    int limit =
        last ? mapping.limit() : text.lineStart(mapping.entries().get(behind).keyNode().start());
    int end = Addition.behind(text, mapping, endOf(behind - 1), limit);
    if (first == 0) {
      boolean header = mapping.parent() == null;
      int start = kind != YamlEditor.Above.COMMENTS || header ? line : commentsAbove(line, 0);
      return new TextEdit(start, last ? end : blankLinesBelow(end, limit), "");
    }
    int above = Addition.behind(text, mapping, endOf(first - 1), line);
    int start = kind != YamlEditor.Above.COMMENTS ? line : commentsAbove(line, above);
    while (kind != YamlEditor.Above.NOTHING
        && start > above
        && text.isBlankFrom(text.lineStart(start - 1))) {
      start = text.lineStart(start - 1);
    }
    refuseGrowingBlock(mapping.entries().get(first - 1), entry, end);
    return new TextEdit(start, end, "");
  }

  private int endOf(int index) {
    YamlEntry entry = mapping.entries().get(index);
    return Math.max(entry.keyNode().end(), entry.value().end());
  }

  /** The first of the comment lines right above a line, in the column of the entries. */
  private int commentsAbove(int line, int above) {
    int start = line;
    while (start > above) {
      int previous = text.lineStart(start - 1);
      int content = text.skipBlanks(previous);
      if (previous < above
          || text.chars().charAt(content) != '#'
          || content - previous != mapping.column()) {
        break;
      }
      start = previous;
    }
    return start;
  }

  private int blankLinesBelow(int end, int limit) {
    int line = end;
    while (line < limit && text.isBlankFrom(line)) {
      line = text.nextLine(line);
    }
    return line;
  }

  /** With {@code |+} blank lines behind a block of text become a part of it. */
  private void refuseGrowingBlock(YamlEntry before, YamlEntry entry, int end) throws UserException {
    BlockScalar block = BlockWriter.blockAtEndOf(before.value());
    if (block != null && block.keeps() && end < text.length() && text.isBlankFrom(end)) {
      throw document.refusal(
          entry.keyNode(), "the blank lines below would become part of the text above", BY_HAND);
    }
  }

  /** Entries between commas that follow each other. */
  private TextEdit flow(int first, int behind, List<TextEdit> edits) throws UserException {
    List<YamlEntry> all = mapping.entries();
    int start = all.get(first).keyNode().start();
    int end = endOf(behind - 1);
    int close = mapping.end() - 1;
    if (first > 0) {
      int previous = endOf(first - 1);
      int comma = comma(previous, start);
      int trailing = behind == all.size() ? comma(end, close) : close;
      if (trailing < close) {
        boolean comment = text.chars().charAt(text.skipBlanks(comma + 1)) == '#';
        return new TextEdit(comment ? text.lineEnd(comma) : comma + 1, trailing + 1, "");
      }
      if (hasComment(comma + 1, start)) {
        // The comment is the previous entry's, the comma in front of it is not needed any more.
        boolean open = text.chars().charAt(comma - 1) == ' ' && comma - 1 == previous;
        edits.add(new TextEdit(open ? previous : comma, comma + 1, ""));
        return new TextEdit(text.lineEnd(comma), end, "");
      }
      return new TextEdit(previous, end, "");
    }
    int next = behind < all.size() ? all.get(behind).keyNode().start() : close;
    int from = behind < all.size() ? start : mapping.contentStart() + 1;
    if (hasComment(from, start) || hasComment(end, next)) {
      throw document.refusal(all.get(first).keyNode(), "comments stand between braces", BY_HAND);
    }
    return new TextEdit(from, next, "");
  }

  private int comma(int from, int to) {
    int at = from;
    while (at < to && text.chars().charAt(at) != ',') {
      at = text.chars().charAt(at) == '#' ? text.lineEnd(at) : at + 1;
    }
    return at;
  }

  private boolean hasComment(int from, int to) {
    return from < to && text.chars().substring(from, to).indexOf('#') >= 0;
  }
}
