package chartbot.config;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checked values by key, from one place or from several laid over each other. */
final class Settings {

  /**
   * One checked value.
   *
   * @param where {@code file:line:column} or the environment variable
   * @param texts exactly one for a scalar
   */
  private record Setting(String where, List<String> texts) {}

  private final Map<Key, Setting> values = new EnumMap<>(Key.class);
  private final Set<Key> mentioned = EnumSet.noneOf(Key.class);
  private final Map<String, String> footers = new LinkedHashMap<>();
  private final Map<String, Settings> perImage = new LinkedHashMap<>();

  /** Notes that a key is present, valid or not. */
  void mention(Key key) {
    mentioned.add(key);
  }

  void put(Key key, String where, List<String> texts) {
    values.put(key, new Setting(where, List.copyOf(texts)));
  }

  void putFooter(String key, String value) {
    footers.put(key, value);
  }

  void putImage(String name, Settings settings) {
    perImage.put(name, settings);
  }

  void putAll(Settings others) {
    mentioned.addAll(others.mentioned);
    values.putAll(others.values);
    footers.putAll(others.footers);
    for (Map.Entry<String, Settings> image : others.perImage.entrySet()) {
      Settings below = perImage.get(image.getKey());
      Settings above = image.getValue();
      perImage.put(image.getKey(), below == null ? above : above.over(below));
    }
  }

  /** These where they say something, the others where they do not; key by key. */
  Settings over(Settings below) {
    Settings both = new Settings();
    both.putAll(below);
    both.putAll(this);
    return both;
  }

  boolean mentions(Key key) {
    return mentioned.contains(key);
  }

  /** A scalar's text; empty where nothing says it, or says that there shall be none. */
  Optional<String> text(Key key) {
    Setting setting = values.get(key);
    if (setting == null) {
      return Optional.empty();
    }
    String text = setting.texts().get(0);
    return text.isEmpty() && key.clearable() ? Optional.empty() : Optional.of(text);
  }

  /** A list's items; empty where nothing says it. */
  Optional<List<String>> texts(Key key) {
    Setting setting = values.get(key);
    return setting == null ? Optional.empty() : Optional.of(setting.texts());
  }

  /** Where a value that is present was said. */
  String where(Key key) {
    Setting setting = values.get(key);
    if (setting == null) {
      throw new IllegalStateException(key + " is not set");
    }
    return setting.where();
  }

  Map<String, String> footers() {
    return footers;
  }

  Map<String, Settings> perImage() {
    return perImage;
  }
}
