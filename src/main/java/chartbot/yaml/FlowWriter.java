package chartbot.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes mappings in braces. */
final class FlowWriter {

  private final YamlDocument document;
  private final Dialect dialect;

  /**
   * @param dialect how to write what no example shows
   */
  FlowWriter(YamlDocument document, Dialect dialect) {
    this.document = document;
    this.dialect = dialect;
  }

  /** A mapping that is laid out as another one. */
  String mapping(@Nullable YamlMapping like, List<NewEntry> entries) {
    FlowLayout layout =
        like == null || !like.isFlow() || like.entries().isEmpty()
            ? new FlowLayout("", dialect.separator(), "")
            : FlowLayout.of(document, like);
    StringBuilder written = new StringBuilder("{").append(layout.open());
    for (int i = 0; i < entries.size(); i++) {
      written.append(i == 0 ? "" : layout.separator()).append(entry(like, entries.get(i)));
    }
    return written.append(layout.close()).append('}').toString();
  }

  /** One entry as it stands between commas, among the entries of another mapping. */
  String entry(@Nullable YamlMapping around, NewEntry entry) {
    StyleSample example = new StyleSample(document, around);
    boolean alone = example.isEmpty();
    Quotes keyQuotes = alone ? dialect.quotes() : example.keyQuotes(entry.key());
    String key = keyQuotes.write(entry.key());
    String colon = alone ? dialect.colon() : example.colon(entry.key(), key);
    if (entry.value() instanceof NewEntry.Text text) {
      Quotes quotes = alone ? dialect.quotes() : example.valueQuotes(entry.key());
      return key + colon + quotes.write(text.text());
    }
    NewEntry.Entries entries = (NewEntry.Entries) entry.value();
    YamlMapping like = around == null ? null : new Siblings(document, around).likeOf(entry);
    Dialect inside = alone ? dialect : example.dialect();
    return key + colon + new FlowWriter(document, inside).mapping(like, entries.list());
  }
}
