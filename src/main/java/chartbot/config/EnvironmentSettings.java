package chartbot.config;

import chartbot.config.Kind.Shape;
import chartbot.failure.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the settings that the environment overrides, e.g. {@code CHARTBOT_REVIEW_TOPIC}. */
final class EnvironmentSettings {

  private static final Map<String, Key> BY_VARIABLE =
      Arrays.stream(Key.values())
          .filter(k -> k.variable().isPresent())
          .collect(Collectors.toMap(k -> k.variable().orElseThrow(), k -> k));

  private final Problems problems;

  EnvironmentSettings(Problems problems) {
    this.problems = problems;
  }

  /** A variable that is empty says nothing; one that belongs to a section and no key is wrong. */
  Settings read(Map<String, String> environment) {
    Settings settings = new Settings();
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              if (isOurs(variable) && !text.isEmpty()) {
                read(variable, text, settings);
              }
            });
    return settings;
  }

  private static boolean isOurs(String variable) {
    return Arrays.stream(Section.values())
        .filter(s -> s != Section.TARGETS)
        .anyMatch(s -> variable.startsWith("CHARTBOT_" + s.name() + "_"));
  }

  private void read(String variable, String text, Settings settings) {
    String where = "environment variable " + variable;
    Key key = BY_VARIABLE.get(variable);
    if (key == null) {
      problems.add(where, "no such setting" + Nearest.hint(variable, BY_VARIABLE.keySet()));
      return;
    }
    settings.mention(key);
    List<String> texts = key.kind().shape() == Shape.LIST ? Kind.split(text) : List.of(text);
    for (String each : texts) {
      Optional<String> wrong = SettingsReader.wrong(key, each);
      if (wrong.isPresent()) {
        problems.add(where, wrong.orElseThrow());
        return;
      }
    }
    settings.put(key, where, texts);
  }
}
