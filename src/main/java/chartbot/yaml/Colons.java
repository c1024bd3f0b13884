package chartbot.yaml;

import java.util.List;

/** What stands between keys and values that share a line: the colon, and the blanks around it. */
final class Colons {

  private static final String USUAL = ": ";

  private Colons() {}

  /** The text between a new key and its value, as its siblings have it. */
  static String between(YamlDocument document, List<YamlEntry> siblings, String key, int length) {
    for (int i = siblings.size() - 1; i >= 0; i--) {
      YamlEntry sibling = siblings.get(i);
      if (!sibling.isMerge() && sibling.key().equals(key)) {
        String gap = between(document, sibling);
        if (!gap.isEmpty()) {
          return gap;
        }
      }
    }
    int width = alignedWidth(document, siblings);
    if (width > length + USUAL.length()) {
      return USUAL + " ".repeat(width - length - USUAL.length());
    }
    return Dialect.of(document, siblings).colon();
  }

  /** How far from the key's first character all values begin; 0 where they are not aligned. */
  private static int alignedWidth(YamlDocument document, List<YamlEntry> siblings) {
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
