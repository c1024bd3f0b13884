package chartbot.yaml;

import java.util.List;

/** What stands between keys and values that share a line: the colon, and the blanks around it. */
final class KeySeparator {

  private static final String USUAL = ": ";

  private KeySeparator() {}

  /** The text between the key and the value of a new entry, where siblings align their values. */
  static String padded(int alignedWidth, int keyLength, String otherwise) {
    return alignedWidth > keyLength + USUAL.length()
        ? USUAL + " ".repeat(alignedWidth - keyLength - USUAL.length())
        : otherwise;
  }

  /** How far from the key's first character all values begin; 0 where they are not aligned. */
  static int alignedWidth(YamlDocument document, List<YamlEntry> siblings) {
    int width = 0;
    boolean padded = false;
    int count = 0;
    for (YamlEntry sibling : siblings) {
      String gap = between(document, sibling);
      if (gap.isEmpty()) {
        continue;
      }
      int here = sibling.value().start() - sibling.keyNode().start();
      if (count > 0 && here != width) {
        return 0;
      }
      width = here;
      padded |= gap.length() > USUAL.length();
      count++;
    }
    return count > 1 && padded ? width : 0;
  }

  /**
   * The text between key and value; empty where they are on two lines or one of them is missing.
   */
  static String between(YamlDocument document, YamlEntry entry) {
    int from = entry.keyNode().end();
    int to = entry.value().start();
    if (entry.value() instanceof YamlScalar scalar && scalar.isEmpty()) {
      return "";
    }
    String gap = document.text().chars().substring(Math.min(from, to), to);
    boolean plain = gap.indexOf(':') >= 0 && gap.chars().allMatch(c -> c == ':' || c == ' ');
    return plain ? gap : "";
  }
}
