package chartbot.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping that a person wrote, as the example for one to be written.
 *
 * @param mapping null where there is none
 */
record Example(YamlDocument document, @Nullable YamlMapping mapping) {

  List<YamlEntry> entries() {
    return mapping == null ? List.of() : mapping.entries();
  }

  /** Quotes of a key: those of the same key, else of the first. */
  Quotes keyQuotes(String key) {
    if (entries().isEmpty()) {
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

  /** What stands between a key of that length and its value. */
  String colon(String key, int length) {
    return Colons.between(document, entries(), key, length);
  }

  private @Nullable YamlEntry same(String key) {
    for (YamlEntry entry : entries()) {
      if (!entry.isMerge() && entry.key().equals(key)) {
        return entry;
      }
    }
    return null;
  }
}
