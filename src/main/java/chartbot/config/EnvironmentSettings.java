package chartbot.config;

import chartbot.config.ValueType.Shape;
import chartbot.error.DidYouMean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads the settings that the environment overrides, e.g. {@code CHARTBOT_REVIEW_TOPIC}. */
final class EnvironmentSettings {

  private final Problems problems;

  EnvironmentSettings(Problems problems) {
    this.problems = problems;
  }

  /** A variable that is empty says nothing; one that belongs to a section and no key is wrong. */
  Settings read(Map<String, String> environment) {
    Settings settings = new Settings();
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (isOurs(variable.getKey()) && !variable.getValue().isEmpty()) {
        read(variable.getKey(), variable.getValue(), settings);
      }
    }
    return settings;
  }

  private static boolean isOurs(String variable) {
    return !variable.equals(Credentials.HOSTS)
        && Arrays.stream(Section.values())
            .filter(section -> section != Section.TARGETS)
            .anyMatch(section -> variable.startsWith("CHARTBOT_" + section.name() + "_"));
  }

  private void read(String variable, String text, Settings settings) {
    String where = "environment variable " + variable;
    List<Key> keys = Arrays.stream(Key.values()).filter(k -> k.variable().isPresent()).toList();
    Optional<Key> named = keys.stream().filter(k -> variable.equals("CHARTBOT_" + k)).findFirst();
    if (named.isEmpty()) {
      List<String> known = keys.stream().map(k -> "CHARTBOT_" + k).toList();
      problems.add(where, "no such setting" + DidYouMean.hint(variable, known));
      return;
    }
    Key key = named.get();
    settings.mention(key);
    List<String> texts = key.kind().shape() == Shape.LIST ? ValueType.split(text) : List.of(text);
    for (String each : texts) {
      Optional<String> wrong = SettingsReader.validate(key, each);
      if (wrong.isPresent()) {
        problems.add(where, wrong.orElseThrow());
        return;
      }
    }
    if (key == Key.IMAGES_VALUES_FILES && Set.copyOf(texts).size() < texts.size()) {
      problems.add(where, "'" + text + "' lists a file twice");
    }
    settings.put(key, where, texts);
  }
}
