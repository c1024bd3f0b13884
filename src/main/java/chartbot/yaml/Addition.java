package chartbot.yaml;

import chartbot.error.UserException;
import chartbot.yaml.StyleSample.Dialect;
import java.util.ArrayList;
import java.util.List;

/** New entries of one mapping, or of what is to become one, and the spans that bring them in. */
final class Addition {

  private static final String BY_HAND = "write the mapping out by hand, each entry on its own line";

  private final YamlDocument document;
  private final YamlText text;
  private final YamlNode target;
  private final List<NewEntry> entries = new ArrayList<>();

  Addition(YamlDocument document, YamlNode target) {
    this.document = document;
    this.text = document.text();
    this.target = target;
  }

  YamlNode target() {
    return target;
  }

  List<NewEntry> entries() {
    return entries;
  }

  void add(NewEntry entry) {
    entries.add(entry);
  }

  /** Adds the spans; {@code spans} holds those of mappings further inside already. */
  void write(List<TextEdit> spans) throws UserException {
    if (target instanceof YamlMapping mapping && !mapping.entries().isEmpty()) {
      if (mapping.isFlow()) {
        FlowWriter.insert(document, mapping, entries, spans);
      } else {
        intoBlock(mapping, spans);
      }
    } else if (target.parent() instanceof YamlMapping holder) {
      if (holder.isFlow()) {
        intoEmptyFlow(holder, spans);
      } else {
        below(holder, spans);
      }
    } else {
      asWholeDocument(spans);
    }
  }

  /**
   * The line behind content of a block mapping and the comments below it that are indented deeper
   * than its entries; blank lines and comments further left belong to what follows.
   */
  static int behind(YamlText text, YamlMapping mapping, int content, int limit) {
    int point = text.nextLine(content);
    int line = point;
    while (line < limit) {
      int at = text.skipBlanks(line);
      boolean comment = at < text.length() && text.chars().charAt(at) == '#';
      if (comment && at - line > mapping.column()) {
        point = text.nextLine(line);
      } else if (comment || !text.isBlankFrom(line)) {
        break;
      }
      line = text.nextLine(line);
    }
    return point;
  }

  private void intoBlock(YamlMapping mapping, List<TextEdit> spans) throws UserException {
    int offset =
        mapping.parent() == null
            ? document.end()
            : behind(text, mapping, mapping.end(), mapping.limit());
    if (mapping.parent() != null && mapping.limit() < offset) {
      throw document.refusal(
          mapping, "a line separator other than LF and CR hides where this ends", BY_HAND);
    }
    BlockWriter writer = new BlockWriter(document, offset, mapping, spans);
    StyleSample siblings = new StyleSample(document, mapping);
    boolean apart = siblings.areApart();
    boolean first = true;
    for (NewEntry entry : entries) {
      if (apart && (!first || writer.takesBlankLine())) {
        writer.blankLine();
      }
      first = false;
      writer.sibling(mapping, siblings, entry);
    }
    writer.insert();
  }

  /** Below the line of a key whose value is empty, null or {@code {}}. */
  private void below(YamlMapping holder, List<TextEdit> spans) throws UserException {
    refuseComments();
    if (target instanceof YamlScalar scalar && scalar.isMissing()) {
      throw document.refusal(target, "a key without a value", "write a ':' behind it");
    }
    int start = target.contentStart();
    int end = target.end();
    int offset = text.nextLine(end);
    int lineStart = text.lineStart(start);
    boolean beginsLine = start < end && text.skipBlanks(lineStart) == start;
    boolean ownLine = beginsLine && text.isBlankFrom(end);
    if (beginsLine && !ownLine) {
      spans.add(new TextEdit(start, text.skipBlanks(end), ""));
    } else if (start < end && !ownLine) {
      spans.add(withoutBraces(lineStart, start, end));
    }
    BlockWriter writer = new BlockWriter(document, offset, null, spans);
    for (NewEntry entry : entries) {
      writer.lone(entry, holder.column() + writer.step());
    }
    if (ownLine) {
      spans.add(new TextEdit(lineStart, offset, writer.written()));
    } else {
      writer.insert();
    }
  }

  /** Takes out the braces, or the word for null, behind something else on the line. */
  private TextEdit withoutBraces(int lineStart, int start, int end) {
    int behind = text.skipBlanks(end);
    String before = text.chars().substring(lineStart, start).strip();
    if (before.equals(":") && text.chars().substring(end, behind).indexOf('\t') >= 0) {
      // Directly behind the indicator of a value Helm takes no tab.
      return new TextEdit(text.isBlankFrom(end) ? text.skipBlanksBack(start) : start, behind, "");
    }
    // A comment may follow the braces without a blank: then the one in front of them stays.
    return new TextEdit(text.isBlankAt(end) ? text.skipBlanksBack(start) : start, end, "");
  }

  private void intoEmptyFlow(YamlMapping holder, List<TextEdit> spans) throws UserException {
    refuseComments();
    Dialect dialect = Dialect.of(document, holder.entries());
    String braces = new FlowWriter(document, dialect).mapping(null, entries);
    if (target.contentStart() < target.end()) {
      spans.add(new TextEdit(target.contentStart(), target.end(), braces));
    } else {
      boolean missing = target instanceof YamlScalar scalar && scalar.isMissing();
      spans.add(TextEdit.insert(target.end(), (missing ? ": " : " ") + braces));
    }
  }

  /** A file without data, or with nothing but {@code {}}. */
  private void asWholeDocument(List<TextEdit> spans) throws UserException {
    refuseComments();
    if (target.start() < target.contentStart()) {
      throw document.refusal(target, "an anchor or a type without data", "remove it");
    }
    int start = target.contentStart();
    int end = target.end();
    boolean empty = start == end;
    if (!empty && !(text.isLineStart(start) && text.isBlankFrom(end))) {
      spans.add(
          new TextEdit(start, end, new FlowWriter(document, Dialect.YAML).mapping(null, entries)));
      return;
    }
    int offset = empty ? document.end() : text.nextLine(end);
    BlockWriter writer = new BlockWriter(document, offset, null, spans);
    for (NewEntry entry : entries) {
      writer.lone(entry, 0);
    }
    if (empty) {
      writer.insert();
    } else {
      spans.add(new TextEdit(start, offset, writer.written()));
    }
  }

  private void refuseComments() throws UserException {
    if (text.chars().substring(target.contentStart(), target.end()).indexOf('#') >= 0) {
      throw document.refusal(target, "a comment stands between the braces", BY_HAND);
    }
  }
}
