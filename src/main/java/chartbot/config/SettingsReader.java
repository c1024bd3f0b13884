package chartbot.config;

import chartbot.config.ConfigFile.Entry;
import chartbot.config.ValueType.Shape;
import chartbot.error.DidYouMean;
import chartbot.yaml.YamlNode;
import chartbot.yaml.YamlScalar;
import chartbot.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads sections of the file into checked settings; everything wrong becomes a problem. */
final class SettingsReader {

  private final ConfigFile document;
  private final Problems problems;

  SettingsReader(ConfigFile document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  /** One mapping whose keys are those given. */
  Settings read(YamlNode mapping, String what, List<Key> allowed) {
    Settings settings = new Settings();
    for (Map.Entry<String, Entry> entry : document.entries(mapping, what).entrySet()) {
      read(entry.getKey(), entry.getValue(), what, allowed, settings);
    }
    return settings;
  }

  /** One target: its own keys, and sections that override the file's. */
  Settings readTarget(YamlNode mapping, String what) {
    Settings settings = new Settings();
    List<Key> own = Key.of(Section.TARGETS);
    for (Map.Entry<String, Entry> each : document.entries(mapping, what).entrySet()) {
      String word = each.getKey();
      Entry entry = each.getValue();
      Optional<Section> section = Section.of(word);
      if (section.isPresent() && section.get().overridable()) {
        settings.putAll(read(entry.value(), what + "." + word, Key.of(section.get())));
      } else {
        read(word, entry, what, own, settings);
      }
    }
    return settings;
  }

  private void read(String word, Entry entry, String what, List<Key> allowed, Settings settings) {
    Optional<Key> found = Key.of(word, allowed);
    if (found.isEmpty()) {
      problems.add(entry.keyWhere(), unknown(word, what, allowed));
      return;
    }
    Key key = found.get();
    if (settings.mentions(key)) {
      problems.add(entry.keyWhere(), "duplicate key '" + word + "' in " + what);
      return;
    }
    if (ConfigFile.isNull(entry.value())) {
      return;
    }
    settings.mention(key);
    String name = what + "." + key.word();
    switch (key.kind().shape()) {
      case SCALAR -> readScalar(key, name, entry.value(), settings);
      case LIST -> readList(key, name, entry.value(), settings);
      case MAPPING -> readMapping(key, name, entry.value(), settings);
    }
  }

  private String unknown(String word, String what, List<Key> allowed) {
    List<String> words = new ArrayList<>(allowed.stream().map(Key::word).toList());
    if (allowed.contains(Key.TARGETS_NAME)) {
      Section.words().stream()
          .filter(w -> Section.of(w).filter(Section::overridable).isPresent())
          .forEach(words::add);
    }
    String hint = DidYouMean.hint(word, words);
    return "unknown key '"
        + word
        + "' under "
        + what
        + (hint.isEmpty() ? elsewhere(word, words) : hint);
  }

  private static String elsewhere(String word, List<String> words) {
    for (Key key : Key.values()) {
      if (key.word().equals(word)) {
        return "; it belongs under " + key.section().word();
      }
    }
    return "; it may hold " + String.join(", ", words);
  }

  private void readScalar(Key key, String name, YamlNode node, Settings settings) {
    Optional<String> text = scalar(key, name, node);
    if (text.isPresent()) {
      settings.put(key, document.where(node), List.of(text.get()));
    }
  }

  private void readList(Key key, String name, YamlNode node, Settings settings) {
    if (!(node instanceof YamlSequence list)) {
      mustBe(name, Shape.LIST, node);
      return;
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode each : list.items()) {
      YamlNode item = each.resolved();
      Optional<String> text = scalar(key, name, item);
      if (text.isPresent() && key == Key.IMAGES_VALUES_FILES && texts.contains(text.get())) {
        problems.add(document.where(item), name + ": '" + text.get() + "' is listed already");
      }
      text.ifPresent(texts::add);
    }
    if (key == Key.IMAGES_VALUES_FILES && list.items().isEmpty()) {
      problems.add(document.where(node), name + " is empty; a chart has at least one values file");
    }
    settings.put(key, document.where(node), texts);
  }

  private void readMapping(Key key, String name, YamlNode node, Settings settings) {
    Map<String, Entry> entries = document.entries(node, name);
    entries.forEach(
        (word, entry) -> {
          if (key == Key.JOB_PER_IMAGE) {
            settings.putImage(word, read(entry.value(), name + "." + word, Key.ofOneImage()));
          } else if (Validators.footerKey(word).isPresent()) {
            String wrong = Validators.footerKey(word).orElseThrow();
            problems.add(entry.keyWhere(), name + ": '" + word + "' " + wrong);
          } else {
            scalar(key, name + "." + word, entry.value())
                .ifPresent(text -> settings.putFooter(word, text));
          }
        });
  }

  private Optional<String> scalar(Key key, String name, YamlNode node) {
    if (!(node instanceof YamlScalar scalar)) {
      mustBe(name, Shape.SCALAR, node);
      return Optional.empty();
    }
    String where = document.where(node);
    String type = scalar.tag();
    if (type != null && type.startsWith("!")) {
      problems.add(where, name + ": the type " + type + " is not allowed");
      return Optional.empty();
    }
    String text = scalar.isNull() ? "" : scalar.value();
    Optional<String> wrong = validate(key, text);
    if (wrong.isPresent()) {
      problems.add(where, name + ": " + wrong.get());
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** What is wrong with the text, quoted, unless the text itself might be a secret. */
  static Optional<String> validate(Key key, String text) {
    if (text.isEmpty() && key.clearable() && key.kind().shape() == Shape.SCALAR) {
      return Optional.empty();
    }
    Optional<String> wrong = key.kind().validate(text);
    if (wrong.isEmpty()) {
      return wrong;
    }
    boolean secret =
        text.contains("://") && (text.contains("@") || text.contains("?") || text.contains("#"));
    return Optional.of((secret ? "the URL" : "'" + text + "'") + " " + wrong.get());
  }

  private void mustBe(String name, Shape shape, YamlNode node) {
    problems.add(
        document.where(node), name + " must be " + shape + ", but it is " + ConfigFile.shape(node));
  }
}
