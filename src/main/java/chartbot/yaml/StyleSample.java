package chartbot.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mapping that a person wrote, as the example for entries to be written. */
final class StyleSample {

  private final YamlDocument document;
  private final @Nullable YamlMapping mapping;
  private final int alignedWidth;

  /**
   * @param mapping null where there is none
   */
  StyleSample(YamlDocument document, @Nullable YamlMapping mapping) {
    this.document = document;
    this.mapping = mapping;
    this.alignedWidth = KeySeparator.alignedWidth(document, entries());
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
    String gap = same == null ? "" : KeySeparator.between(document, same);
    if (!gap.isEmpty()) {
      return gap;
    }
    boolean quoted = !written.equals(key);
    String usual = quoted ? dialect().colon() : Dialect.YAML.colon();
    return KeySeparator.padded(alignedWidth, written.length(), usual);
  }

  private List<YamlEntry> entries() {
    return mapping == null ? List.of() : mapping.entries();
  }

  private @Nullable YamlEntry same(String key) {
    List<YamlEntry> own = mapping == null ? List.of() : mapping.withKey(key);
    return own.isEmpty() ? null : own.get(own.size() - 1);
  }
}
