package chartbot.yaml;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapping that a person wrote, as the example for new entries of it or of one like it. */
final class StyleSample {

  /** How mappings in braces are written where no example shows the detail. */
  enum Dialect {
    YAML(Quotes.NONE, ": ", ", "),
    JSON(Quotes.DOUBLE, ": ", ", "),
    TIGHT_JSON(Quotes.DOUBLE, ":", ",");

    private final Quotes quotes;
    private final String colon;
    private final String separator;

    Dialect(Quotes quotes, String colon, String separator) {
      this.quotes = quotes;
      this.colon = colon;
      this.separator = separator;
    }

    /** What the entries of a mapping are written in. */
    static Dialect of(YamlDocument document, List<YamlEntry> entries) {
      if (entries.isEmpty()) {
        return YAML;
      }
      YamlEntry last = entries.get(entries.size() - 1);
      if (Quotes.of(last.keyNode()) != Quotes.DOUBLE) {
        return YAML;
      }
      return between(document, last).equals(":") ? TIGHT_JSON : JSON;
    }

    /** Quotes of keys and texts. */
    Quotes quotes() {
      return quotes;
    }

    /** What stands between a key and its value. */
    String colon() {
      return colon;
    }

    /** What stands between two entries. */
    String separator() {
      return separator;
    }
  }

  private static final String USUAL = ": ";

  private final YamlDocument document;
  private final @Nullable YamlMapping mapping;
  private final int alignedWidth;
  private List<String> fields = List.of();
  private @Nullable YamlEntry like;

  /**
   * @param mapping null where there is none
   */
  StyleSample(YamlDocument document, @Nullable YamlMapping mapping) {
    this.document = document;
    this.mapping = mapping;
    this.alignedWidth = alignedWidth(document, entries());
  }

  boolean isEmpty() {
    return entries().isEmpty();
  }

  /** How what it does not show would be written. */
  Dialect dialect() {
    return Dialect.of(document, entries());
  }

  /** Quotes of a key: those of the same key, else of the first. */
  Quotes keyQuotes(String key) {
    if (isEmpty()) {
      return Quotes.NONE;
    }
    YamlEntry same = same(key);
    return Quotes.of(same != null ? same.keyNode() : entries().get(0).keyNode());
  }

  /** Quotes of a text: those of the value under the same key, else those that all values have. */
  Quotes valueQuotes(String key) {
    YamlEntry same = same(key);
    if (same != null) {
      return Quotes.of(same.value());
    }
    Quotes common = null;
    for (YamlEntry entry : entries()) {
      if (entry.value() instanceof YamlScalar) {
        Quotes here = Quotes.of(entry.value());
        if (common != null && common != here) {
          return Quotes.NONE;
        }
        common = here;
      }
    }
    return common == null ? Quotes.NONE : common;
  }

  /** What stands between a key, as it is written, and its value. */
  String colon(String key, String written) {
    YamlEntry same = same(key);
    String gap = same == null ? "" : between(document, same);
    if (!gap.isEmpty()) {
      return gap;
    }
    boolean quoted = !written.equals(key);
    String usual = quoted ? dialect().colon() : Dialect.YAML.colon();
    return padded(alignedWidth, written.length(), usual);
  }

  private List<YamlEntry> entries() {
    return mapping == null ? List.of() : mapping.entries();
  }

  private @Nullable YamlEntry same(String key) {
    List<YamlEntry> own = mapping == null ? List.of() : mapping.withKey(key);
    return own.isEmpty() ? null : own.get(own.size() - 1);
  }

  /** The mapping that a new entry's value takes after; null where none resembles it. */
  @Nullable YamlMapping likeOf(NewEntry entry) {
    YamlEntry found = find(entry);
    return found != null && found.value() instanceof YamlMapping value ? value : null;
  }

  /** Quotes of a new key. */
  Quotes keyQuotes(NewEntry entry) {
    YamlEntry found = find(entry);
    if (found != null) {
      return Quotes.of(found.keyNode());
    }
    Quotes last = Quotes.NONE;
    for (YamlEntry sibling : entries()) {
      last = Quotes.of(sibling.keyNode());
      if (last == Quotes.NONE) {
        return last;
      }
    }
    return last;
  }

  /** The last of the entries that share most fields with a new one. */
  private @Nullable YamlEntry find(NewEntry entry) {
    List<String> wanted =
        entry.value() instanceof NewEntry.Entries entries
            ? entries.list().stream().map(NewEntry::key).toList()
            : List.of();
    if (!wanted.equals(fields)) {
      fields = wanted;
      like = search(wanted);
    }
    return like;
  }

  private @Nullable YamlEntry search(List<String> wanted) {
    YamlEntry best = null;
    // Sections of a file are less alike than the entries of a map: one field in common says little.
    int most = mapping == null || mapping.parent() == null ? Math.min(2, wanted.size()) : 1;
    for (YamlEntry sibling : entries()) {
      if (sibling.value() instanceof YamlMapping value && !sibling.isMerge()) {
        int shared = shared(value, wanted);
        if (shared >= most) {
          most = shared;
          best = sibling;
        }
      }
    }
    return best;
  }

  private static int shared(YamlMapping value, List<String> wanted) {
    int shared = 0;
    for (String key : wanted) {
      if (!value.withKey(key).isEmpty()) {
        shared++;
      }
    }
    return shared;
  }

  /**
   * Whether most entries have a blank line in front; single values count only where there is
   * nothing else to go by.
   */
  boolean areApart() {
    return areApart(false).or(() -> areApart(true)).orElse(false);
  }

  private Optional<Boolean> areApart(boolean singleValuesCount) {
    List<YamlEntry> entries = entries();
    int balance = 0;
    Optional<Boolean> last = Optional.empty();
    for (int i = 1; i < entries.size(); i++) {
      YamlEntry entry = entries.get(i);
      if (singleValuesCount || !(entry.value() instanceof YamlScalar)) {
        boolean apart = hasBlankLine(document.text(), entries.get(i - 1), entry);
        balance += apart ? 1 : -1;
        last = Optional.of(apart);
      }
    }
    return balance == 0 ? last : Optional.of(balance > 0);
  }

  private static boolean hasBlankLine(YamlText text, YamlEntry before, YamlEntry after) {
    int line = text.nextLine(Math.max(before.keyNode().end(), before.value().end()));
    int until = text.lineStart(after.keyNode().start());
    while (line < until) {
      if (text.isBlankFrom(line)) {
        return true;
      }
      line = text.nextLine(line);
    }
    return false;
  }

  /** The text between the key and the value of a new entry, where siblings align their values. */
  private static String padded(int alignedWidth, int keyLength, String otherwise) {
    return alignedWidth > keyLength + USUAL.length()
        ? USUAL + " ".repeat(alignedWidth - keyLength - USUAL.length())
        : otherwise;
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
  private static String between(YamlDocument document, YamlEntry entry) {
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
