package chartbot.yaml;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes mappings in braces. */
final class FlowWriter {

  private final YamlDocument document;
  private final boolean json;

  FlowWriter(YamlDocument document) {
    this(document, false);
  }

  /**
   * @param json whether keys and texts are in double quotes where no example says otherwise
   */
  FlowWriter(YamlDocument document, boolean json) {
    this.document = document;
    this.json = json;
  }

  /** A mapping that is laid out as another one. */
  String mapping(@Nullable YamlMapping like, List<NewEntry> entries) {
    FlowLayout layout =
        like == null || !like.isFlow() || like.entries().isEmpty()
            ? FlowLayout.USUAL
            : FlowLayout.of(document.text(), like);
    StringBuilder written = new StringBuilder("{").append(layout.open());
    for (int i = 0; i < entries.size(); i++) {
      written.append(i == 0 ? "" : layout.separator()).append(entry(like, entries.get(i)));
    }
    return written.append(layout.close()).append('}').toString();
  }

  /** One entry as it stands between commas. */
  String entry(@Nullable YamlMapping around, NewEntry entry) {
    Example example = new Example(document, around);
    boolean plain = example.entries().isEmpty();
    String key =
        (plain && json ? Quotes.DOUBLE : example.keyQuotes(entry.key())).write(entry.key());
    String colon = example.colon(entry.key(), key.length());
    if (entry.value() instanceof NewEntry.Text text) {
      Quotes quotes = plain && json ? Quotes.DOUBLE : example.valueQuotes(entry.key());
      return key + colon + quotes.write(text.text());
    }
    NewEntry.Entries entries = (NewEntry.Entries) entry.value();
    YamlMapping like = around == null ? null : Siblings.of(document, around, entry).likeMapping();
    boolean jsonInside = json || key.startsWith("\"");
    return key + colon + new FlowWriter(document, jsonInside).mapping(like, entries.list());
  }
}
