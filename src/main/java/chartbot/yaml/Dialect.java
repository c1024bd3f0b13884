package chartbot.yaml;

import java.util.List;

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
    return KeySeparator.between(document, last).equals(":") ? TIGHT_JSON : JSON;
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
