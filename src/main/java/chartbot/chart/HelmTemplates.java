package chartbot.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All templates of a chart: who uses what, directly or through named templates. A chart may have
 * hundreds; each is parsed only when it matters.
 */
final class HelmTemplates {

  private final Map<String, String> texts;

  /** The files that may define named templates: the words for it stand somewhere in them. */
  private final List<String> defining;

  private final Map<String, HelmTemplate> parsed = new HashMap<>();
  private @Nullable Map<String, HelmUses> named;

  private HelmTemplates(Map<String, String> texts) {
    this.texts = texts;
    this.defining =
        texts.keySet().stream()
            .filter(path -> text(path).contains("define") || text(path).contains("block"))
            .toList();
  }

  static HelmTemplates of(ChartFiles chart) {
    Map<String, String> texts = new LinkedHashMap<>();
    chart
        .readAll(ChartFiles.TEMPLATES)
        .forEach((path, bytes) -> texts.put(path, new String(bytes, UTF_8)));
    return new HelmTemplates(texts);
  }

  /** The templates that Helm prints and that use the image, in the order of their paths. */
  List<String> using(JobImage image) {
    // Whoever uses an image spells it out, or includes a named template that does.
    boolean byName = defining.stream().anyMatch(path -> mentions(path, image));
    return rendered().stream()
        .filter(path -> byName || mentions(path, image))
        .filter(path -> uses(path).reach(image))
        .toList();
  }

  private boolean mentions(String path, JobImage image) {
    String text = text(path);
    return text.contains(image.key())
        || (!image.name().equals(image.key()) && text.contains(image.name()));
  }

  /** What one file uses, itself and through the named templates that it includes. */
  HelmUses uses(String path) {
    HelmUses all = new HelmUses();
    if (!texts.containsKey(path)) {
      return all;
    }
    all.addAll(template(path).body());
    Deque<String> open = new ArrayDeque<>(all.templates());
    Set<String> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      HelmUses uses = named().getOrDefault(open.pop(), new HelmUses());
      all.addAll(uses);
      uses.templates().stream().filter(seen::add).forEach(open::push);
    }
    return all;
  }

  /** The names that templates include and none defines, each with the first file that does. */
  Map<String, String> undefined() {
    Map<String, String> missing = new LinkedHashMap<>();
    for (String path : texts.keySet()) {
      uses(path).templates().stream()
          .filter(name -> !named().containsKey(name))
          .sorted()
          .forEach(name -> missing.putIfAbsent(name, path));
    }
    return missing;
  }

  /** The file whose definition of a named template Helm takes: what lies deepest is read first. */
  Optional<String> defining(String name) {
    return defining.stream()
        .filter(path -> template(path).named().containsKey(name))
        .min(Comparator.comparingLong(path -> path.chars().filter(c -> c == '/').count()));
  }

  /** The names of all named templates. */
  Set<String> defined() {
    return Set.copyOf(named().keySet());
  }

  /** The templates that Helm prints. */
  List<String> rendered() {
    return texts.keySet().stream().filter(HelmTemplates::isRendered).toList();
  }

  private Map<String, HelmUses> named() {
    Map<String, HelmUses> known = named;
    if (known == null) {
      Map<String, HelmUses> all = new HashMap<>();
      for (String path : defining) {
        template(path)
            .named()
            .forEach((name, uses) -> all.computeIfAbsent(name, n -> new HelmUses()).addAll(uses));
      }
      known = all;
      named = known;
    }
    return known;
  }

  private HelmTemplate template(String path) {
    return parsed.computeIfAbsent(path, p -> HelmTemplate.parse(text(p)));
  }

  private String text(String path) {
    return Objects.requireNonNull(texts.get(path), path);
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
