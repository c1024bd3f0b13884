package chartbot.yaml;

import chartbot.error.UserException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what nearly all lines of values files are, in a fraction of SnakeYAML's time: mappings and
 * lists in block style whose scalars begin and end on one line. An entry that holds anything else
 * SnakeYAML reads, as a text of its own; {@link Proof} says why it then means the same. Where that
 * does not go, or fails, there is no document: SnakeYAML reads the text as a whole, and says what
 * is wrong with it. Where assertions are on, as in tests, it reads every text and must find the
 * same.
 */
final class BlockReader {

  private static final int NOWHERE = -1;

  private final YamlText text;
  private final PlainLine line;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private @Nullable YamlNode root;

  /**
   * The end of the last lines with anchors or aliases: to read those again would add them twice.
   */
  private int shared;

  /** A collection whose end is still to come. */
  private static final class Open {
    final YamlNode node;
    final int column;
    int lastEnd;

    /** The key that waits for its value. */
    @Nullable YamlScalar key;

    /** Behind a colon or a dash whose value can only be on the next lines. */
    int due = NOWHERE;

    /** The line that the last entry begins, if its key begins a line. */
    int entry = NOWHERE;

    Open(YamlNode node, int column) {
      this.node = node;
      this.column = column;
      this.lastEnd = node.contentStart();
    }

    boolean isDue() {
      return due != NOWHERE;
    }

    void add(YamlNode value) {
      lastEnd = Math.max(lastEnd, value.end());
      due = NOWHERE;
      if (node instanceof YamlSequence list) {
        list.add(value);
      } else if (node instanceof YamlMapping mapping && key != null) {
        mapping.add(new YamlEntry(key, value));
        key = null;
      }
    }

    void close(int next) {
      if (node instanceof YamlSequence list) {
        list.close(lastEnd);
      } else if (node instanceof YamlMapping mapping) {
        mapping.close(lastEnd, next);
      }
    }
  }

  BlockReader(YamlText text) {
    this.text = text;
    this.line = new PlainLine(text.chars());
  }

  /** The document; empty where SnakeYAML has to read all of it. */
  Optional<YamlDocument> read() {
    if (!PlainLine.isPlain(text.chars())) {
      return Optional.empty();
    }
    boolean begun = false;
    int next = 0;
    while (next < text.length()) {
      line.begin(next);
      boolean done = line.isDone() || (!begun && line.isStart());
      begun |= !line.isDone();
      next = done || readLine() ? line.next() : readEntry(next);
      if (next == NOWHERE) {
        return Optional.empty();
      }
    }
    line.begin(text.length());
    settle(NOWHERE, false);
    return Optional.ofNullable(root).map(node -> new YamlDocument(text, node, text.length()));
  }

  /** Takes a line with data; false where it is an unusual one, of which some may be taken. */
  private boolean readLine() {
    int column = line.column();
    boolean dash = line.isDash();
    if (line.isMarker()) {
      return false;
    }
    settle(column, dash);
    if (dash) {
      return continues(column, true) && readItem();
    }
    YamlScalar key = line.takeKey();
    return key != null && continues(column, false) && readValue(key, line.start());
  }

  /** Ends what a line further left, or without a dash, ends. */
  private void settle(int column, boolean dash) {
    for (Open top = open.peek(); top != null; top = open.peek()) {
      boolean list = top.node instanceof YamlSequence;
      if (top.isDue()) {
        if (column > top.column || (column == top.column && dash && !list)) {
          return;
        }
        top.add(line.nothing(top.due));
      }
      if (column > top.column || (column == top.column && (dash || !list))) {
        return;
      }
      close(open.pop());
    }
  }

  private void close(Open ended) {
    ended.close(line.offset());
    if (open.isEmpty()) {
      root = ended.node;
    } else {
      open.getFirst().add(ended.node);
    }
  }

  /** Whether a line goes on with the innermost collection, or begins one where one is due. */
  private boolean continues(int column, boolean dash) {
    Open top = open.peek();
    if (top == null ? root == null && column == 0 : top.isDue()) {
      begin(line.start() + column, column, dash);
      return true;
    }
    return top != null && top.column == column && dash == top.node instanceof YamlSequence;
  }

  private void begin(int offset, int column, boolean dash) {
    YamlNode.Properties properties = new YamlNode.Properties(offset, null, null);
    Open top = open.peek();
    boolean further = top == null || column > top.column;
    YamlNode node =
        dash
            ? new YamlSequence(properties, further ? offset - 1 : offset)
            : new YamlMapping(properties, false, offset, column);
    open.push(new Open(node, column));
  }

  private boolean readItem() {
    line.takeDash();
    int behind = line.offset();
    line.skipSpaces();
    Open list = open.getFirst();
    if (line.isDone()) {
      list.due = behind;
      return true;
    }
    int column = line.column();
    YamlScalar key = line.takeKey();
    if (key != null) {
      begin(key.start(), column, false);
      return readValue(key, NOWHERE);
    }
    return take(list);
  }

  private boolean readValue(YamlScalar key, int entry) {
    Open mapping = open.getFirst();
    mapping.key = key;
    mapping.entry = entry;
    int behind = line.offset();
    line.skipSpaces();
    if (line.isDone()) {
      mapping.due = behind;
      return true;
    }
    return take(mapping);
  }

  private boolean take(Open collection) {
    YamlNode value = line.takeValue();
    if (value != null) {
      collection.add(value);
    }
    return value != null;
  }

  /**
   * Has SnakeYAML read the smallest entry that holds a line and whose key begins one.
   *
   * @return the line behind it, or nowhere
   */
  private int readEntry(int unusual) {
    line.begin(unusual);
    if (root == null && open.isEmpty() && line.column() == 0) {
      begin(unusual, 0, false);
    }
    Open holder = open.peek();
    if (!isEntryOf(holder)) {
      while (holder != null && holder.entry == NOWHERE) {
        open.pop();
        holder = open.peek();
      }
    }
    if (holder == null || !(holder.node instanceof YamlMapping mapping)) {
      return NOWHERE;
    }
    int start = unusual;
    if (!isEntryOf(holder)) {
      start = holder.entry;
      if (holder.key == null) { // a value that seemed to be all on its line
        mapping.entries().remove(mapping.entries().size() - 1);
      }
    }
    int end = endOfEntry(holder.column);
    List<YamlEntry> entries = start < shared ? List.of() : readAlone(start, end, holder.column);
    for (YamlEntry entry : entries) {
      mapping.add(entry);
      holder.lastEnd = Math.max(holder.lastEnd, entry.value().end());
    }
    holder.key = null;
    holder.due = NOWHERE;
    holder.entry = NOWHERE;
    return entries.isEmpty() ? NOWHERE : end;
  }

  /** Whether the line begins with a key of that mapping that is unusual itself. */
  private boolean isEntryOf(@Nullable Open holder) {
    return holder != null
        && holder.node instanceof YamlMapping
        && holder.key == null
        && holder.column == line.column()
        && !line.isDash();
  }

  /** Where the next line begins that is not further right; an entry's list may have its column. */
  private int endOfEntry(int column) {
    int end;
    do {
      end = line.next();
      line.begin(end);
    } while (end < text.length()
        && (line.isDone() || line.column() > column || (line.column() == column && line.isDash())));
    return end;
  }

  private List<YamlEntry> readAlone(int start, int end, int column) {
    try {
      DocumentParser lines = new DocumentParser(text, start, end, line.offset(), anchors);
      YamlDocument alone = lines.parse();
      shared = lines.sharesNodes() ? end : shared;
      return alone.root() instanceof YamlMapping mapping
              && !mapping.isFlow()
              && mapping.column() == column
              && alone.end() == end
          ? mapping.entries()
          : List.of();
    } catch (UserException e) {
      return List.of(); // the whole text shows what is wrong, and whether it is
    }
  }
}
