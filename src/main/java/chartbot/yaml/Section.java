package chartbot.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whole lines that hold one entry of a block mapping, or several that stand side by side. The first
 * one's key begins the first line; the key of the next entry, which stands in the same column,
 * begins the line behind them, or the text ends there.
 *
 * @param changes where the changes in it are
 * @param start the offset of its first line
 * @param end the offset behind its last line
 */
record Section(YamlMapping mapping, List<YamlEntry> entries, Range changes, int start, int end) {

  /** From an offset to another one, that one not included. */
  record Range(int start, int end) {}

  /** The smallest sections that hold all spans, in the order of the text; empty without any. */
  static List<Section> around(YamlDocument document, List<TextEdit> spans) {
    List<Section> sections = new ArrayList<>();
    for (TextEdit span : TextEdit.sorted(spans)) {
      Optional<Section> section = around(document, new Range(span.start(), span.end()));
      while (section.isPresent() && !sections.isEmpty()) {
        Section last = sections.get(sections.size() - 1);
        if (last.end <= section.get().start) {
          break;
        }
        sections.remove(last);
        int end = Math.max(last.changes.end, span.end());
        section = around(document, new Range(last.changes.start, end));
      }
      if (section.isEmpty()) {
        return List.of();
      }
      sections.add(section.get());
    }
    return sections;
  }

  private static Optional<Section> around(YamlDocument document, Range changes) {
    Section smallest = null;
    YamlNode at = document.root();
    while (at instanceof YamlMapping mapping && !mapping.isFlow()) {
      int first = lastBefore(mapping.entries(), changes.start);
      if (first < 0) {
        break;
      }
      int behind = first + 1;
      while (behind < mapping.entries().size()
          && lineOf(mapping, mapping.entries().get(behind)) < changes.end) {
        behind++;
      }
      Section section = of(document, mapping, first, behind, changes);
      smallest = section == null ? smallest : section;
      if (behind > first + 1) {
        break;
      }
      at = mapping.entries().get(first).value();
    }
    return Optional.ofNullable(smallest);
  }

  /** The last entry whose key ends in front of an offset; -1 where none does. */
  private static int lastBefore(List<YamlEntry> entries, int offset) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) / 2;
      if (entries.get(middle).keyNode().end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private static @Nullable Section of(
      YamlDocument document, YamlMapping mapping, int first, int behind, Range changes) {
    List<YamlEntry> entries = mapping.entries();
    boolean toTheEnd = behind == entries.size();
    if (!beginsLine(document.text(), mapping, entries.get(first))
        || (toTheEnd
            ? mapping.parent() != null
            : !beginsLine(document.text(), mapping, entries.get(behind)))) {
      return null;
    }
    return new Section(
        mapping,
        entries.subList(first, behind),
        changes,
        lineOf(mapping, entries.get(first)),
        toTheEnd ? document.text().length() : lineOf(mapping, entries.get(behind)));
  }

  /** Where the line of an entry begins if only the indentation stands in front of it. */
  private static int lineOf(YamlMapping mapping, YamlEntry entry) {
    return entry.keyNode().start() - mapping.column();
  }

  /**
   * Not so behind {@code ?} and {@code -}, nor where a key stands further right than the others.
   */
  private static boolean beginsLine(YamlText text, YamlMapping mapping, YamlEntry entry) {
    int line = lineOf(mapping, entry);
    return line >= 0
        && text.isLineStart(line)
        && text.chars().substring(line, entry.keyNode().start()).chars().allMatch(c -> c == ' ');
  }
}
