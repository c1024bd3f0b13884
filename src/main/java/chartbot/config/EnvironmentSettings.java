package chartbot.config;

import chartbot.config.ValueType.Shape;
import chartbot.error.DidYouMean;
import java.util.HashMap;
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
    for (Section section : Section.values()) {
      if (section != Section.TARGETS
          && variable.startsWith(section.variablePrefix())
          && !variable.equals(Credentials.HOSTS)) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, Key> byVariable() {
    Map<String, Key> keys = new HashMap<>();
    for (Key key : Key.values()) {
      key.variable().ifPresent(variable -> keys.put(variable, key));
    }
    return keys;
  }

  private void read(String variable, String text, Settings settings) {
    String where = "environment variable " + variable;
    Map<String, Key> byVariable = byVariable();
    Key key = byVariable.get(variable);
    if (key == null) {
      problems.add(where, "no such setting" + DidYouMean.hint(variable, byVariable.keySet()));
      return;
    }
    settings.mention(key);
    List<String> texts = key.kind().shape() == Shape.LIST ? ValueType.split(text) : List.of(text);
    for (String each : texts) {
      Optional<String> wrong = SettingsReader.wrong(key, each);
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
