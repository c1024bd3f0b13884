package chartbot.yaml;

import java.util.List;

/** An entry to be written: a key, and a text or further entries. */
public record NewEntry(String key, Value value) {

  /** What stands under a key. */
  public sealed interface Value permits Text, Entries {}

  /** A text, whatever YAML would take it for without quotes. */
  public record Text(String text) implements Value {}

  /** A mapping with at least one entry. */
  public record Entries(List<NewEntry> list) implements Value {
    public Entries {
      list = List.copyOf(list);
      if (list.isEmpty()) {
        throw new IllegalArgumentException("a mapping without entries");
      }
    }
  }

  public static NewEntry of(String key, String text) {
    return new NewEntry(key, new Text(text));
  }

  public static NewEntry of(String key, List<NewEntry> entries) {
    return new NewEntry(key, new Entries(entries));
  }

  public static NewEntry of(String key, NewEntry... entries) {
    return of(key, List.of(entries));
  }
}
