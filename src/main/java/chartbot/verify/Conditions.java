package chartbot.verify;

import static chartbot.verify.Fields.asMap;

import chartbot.chart.ChartFiles;
import chartbot.chart.HelmActions;
import chartbot.error.UserException;
import chartbot.yaml.YamlData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that some templates make conditions of and that are off.
 *
 * @param paths the keys that lead to each
 */
record Conditions(Set<List<String>> paths) {

  private static final Pattern CONDITION =
      Pattern.compile("\\s*(?:else\\s+)?if\\b(.*)", Pattern.DOTALL);
  private static final Pattern VALUE = Pattern.compile("\\.Values((?:\\.\\w{1,100}){1,20})");
  private static final Pattern INDEX =
      Pattern.compile("index\\s{1,9}\\$?\\.Values((?:\\s{1,9}\"[^\"\\s]{1,200}\"){1,20})");
  private static final Pattern SWITCH = Pattern.compile("(?i).*(?:enabled?|install|create|deploy)");

  /**
   * The switches of some templates, and of the subcharts.
   *
   * @param templates texts
   * @param layers the values in the order in which Helm lays them over each other
   */
  static Conditions off(
      List<String> templates, List<RenderOptions.Values> layers, ChartFiles chart) {
    Set<List<String>> paths = new LinkedHashSet<>(ofDependencies(chart));
    for (String template : templates) {
      for (String action : HelmActions.in(template)) {
        Matcher condition = CONDITION.matcher(action);
        if (condition.matches()) {
          paths.addAll(in(condition.group(1)));
        }
      }
    }
    List<Map<String, @Nullable Object>> read = new ArrayList<>();
    layers.forEach(layer -> read.add(0, data(layer.name(), layer.text())));
    return new Conditions(
        paths.stream()
            .filter(path -> isOff(path, read))
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }

  /** Values that switch all of them on. */
  RenderOptions.Values on() {
    return new RenderOptions.Values(
        "conditions.yaml", nested(paths, 0).getBytes(StandardCharsets.UTF_8));
  }

  /** JSON, which is YAML too. */
  private static String nested(Set<List<String>> paths, int depth) {
    Map<String, Set<List<String>>> byKey =
        paths.stream()
            .collect(
                Collectors.groupingBy(
                    path -> path.get(depth), Collectors.toCollection(LinkedHashSet::new)));
    return byKey.entrySet().stream()
        .map(
            entry -> {
              Set<List<String>> deeper =
                  entry.getValue().stream()
                      .filter(path -> path.size() > depth + 1)
                      .collect(Collectors.toCollection(LinkedHashSet::new));
              String value = deeper.isEmpty() ? "true" : nested(deeper, depth + 1);
              return '"' + entry.getKey().replace("\\", "\\\\") + "\": " + value;
            })
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @Override
  public String toString() {
    return paths.stream()
        .map(path -> ".Values." + String.join(".", path))
        .collect(Collectors.joining(", "));
  }

  private static List<List<String>> in(String condition) {
    List<List<String>> paths = new ArrayList<>();
    Matcher value = VALUE.matcher(condition);
    while (value.find()) {
      paths.add(List.of(value.group(1).substring(1).split("\\.")));
    }
    Matcher index = INDEX.matcher(condition);
    while (index.find()) {
      paths.add(List.of(index.group(1).replace("\"", "").strip().split("\\s+")));
    }
    return paths;
  }

  private static List<List<String>> ofDependencies(ChartFiles chart) {
    List<List<String>> paths = new ArrayList<>();
    for (String file : List.of("Chart.yaml", "requirements.yaml")) {
      Optional<byte[]> bytes = chart.read(file);
      if (bytes.isPresent()) {
        for (Map<String, @Nullable Object> dependency :
            Fields.maps(data(file, bytes.get()), "dependencies")) {
          for (String path : Fields.text(dependency, "condition").split(",", -1)) {
            if (!path.isBlank()) {
              paths.add(List.of(path.strip().split("\\.")));
            }
          }
        }
      }
    }
    return paths;
  }

  /** Off: false, or not there although its name says that it is a switch. */
  private static boolean isOff(List<String> path, List<Map<String, @Nullable Object>> layers) {
    for (Map<String, @Nullable Object> layer : layers) {
      Map<String, @Nullable Object> parent =
          Fields.map(layer, path.subList(0, path.size() - 1).toArray(new String[0]));
      Object value = parent.get(path.get(path.size() - 1));
      if (value != null) {
        return value.equals(false);
      }
    }
    return SWITCH.matcher(path.get(path.size() - 1)).matches();
  }

  private static Map<String, @Nullable Object> data(String name, byte[] text) {
    try {
      List<@Nullable Object> documents =
          YamlData.documents(name, new String(text, StandardCharsets.UTF_8));
      return documents.isEmpty() ? Map.of() : asMap(documents.get(0));
    } catch (UserException notRead) {
      return Map.of(); // Helm has the last word on it
    }
  }
}
