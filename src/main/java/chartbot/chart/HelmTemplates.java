package chartbot.chart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All templates of a chart: who uses what, directly or through named templates. */
final class HelmTemplates {

  private final Map<String, HelmTemplate> files = new LinkedHashMap<>();
  private final Map<String, HelmUses> named = new HashMap<>();

  private HelmTemplates() {}

  static HelmTemplates of(ChartFiles chart) {
    HelmTemplates templates = new HelmTemplates();
    for (String path : chart.paths(ChartFiles.TEMPLATES)) {
      chart
          .read(path)
          .map(bytes -> HelmTemplate.parse(new String(bytes, StandardCharsets.UTF_8)))
          .ifPresent(template -> templates.add(path, template));
    }
    return templates;
  }

  private void add(String path, HelmTemplate template) {
    files.put(path, template);
    template
        .named()
        .forEach((name, uses) -> named.computeIfAbsent(name, n -> new HelmUses()).addAll(uses));
  }

  /** Whether any template holds the text, be it in a comment. */
  static boolean mention(ChartFiles chart, String text) {
    return chart.paths(ChartFiles.TEMPLATES).stream()
        .flatMap(path -> chart.read(path).stream())
        .anyMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).contains(text));
  }

  /** Whether the predicate holds for a template that Helm prints, with all that it includes. */
  boolean anyRendered(Predicate<HelmUses> holds) {
    return rendered().stream().anyMatch(path -> holds.test(uses(path)));
  }

  /** What one file uses, itself and through the named templates that it includes. */
  HelmUses uses(String path) {
    HelmUses all = new HelmUses();
    HelmTemplate file = files.get(path);
    if (file == null) {
      return all;
    }
    all.addAll(file.body());
    Deque<String> open = new ArrayDeque<>(all.templates());
    Set<String> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      HelmUses uses = named.getOrDefault(open.pop(), new HelmUses());
      all.addAll(uses);
      uses.templates().stream().filter(seen::add).forEach(open::push);
    }
    return all;
  }

  /** The names that templates include and none defines, each with the first file that does. */
  Map<String, String> undefined() {
    Map<String, String> missing = new LinkedHashMap<>();
    for (String path : files.keySet()) {
      uses(path).templates().stream()
          .filter(name -> !named.containsKey(name))
          .sorted()
          .forEach(name -> missing.putIfAbsent(name, path));
    }
    return missing;
  }

  /** The file whose definition of a named template Helm takes: what lies deepest is read first. */
  Optional<String> defining(String name) {
    return files.entrySet().stream()
        .filter(file -> file.getValue().named().containsKey(name))
        .map(Map.Entry::getKey)
        .min(Comparator.comparingLong(path -> path.chars().filter(c -> c == '/').count()));
  }

  /** The names of all named templates. */
  Set<String> defined() {
    return Set.copyOf(named.keySet());
  }

  /** The templates that Helm prints. */
  List<String> rendered() {
    return files.keySet().stream().filter(HelmTemplates::isRendered).toList();
  }

  /** Helm prints neither partials nor the notes, so that nothing is deployed by them alone. */
  private static boolean isRendered(String path) {
    return !isPartial(path) && !path.endsWith("/NOTES.txt");
  }

  /** Whether Helm takes from a template nothing but what it defines. */
  static boolean isPartial(String path) {
    return path.startsWith("_", path.lastIndexOf('/') + 1);
  }
}
