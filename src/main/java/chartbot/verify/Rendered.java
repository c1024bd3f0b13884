package chartbot.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Helm makes of some templates of a chart.
 *
 * @param manifests of those that render
 * @param refusals of those that do not, by template; {@code ""} stands for the chart itself
 */
record Rendered(String manifests, Map<String, Refusal> refusals) {

  /** Renders all at once, and one by one only where Helm refuses that, to tell which it is. */
  static Rendered of(ChartCopy chart, Renderer helm, List<String> templates) {
    Rendering all = chart.render(helm, templates);
    if (all.refusal().isEmpty()) {
      return new Rendered(all.manifests(), Map.of());
    }
    Optional<Refusal> frame = chart.render(helm, List.of()).refusal().map(Refusal::of);
    if (frame.isPresent()) {
      return new Rendered("", Map.of("", frame.get()));
    }
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    List<String> manifests = new ArrayList<>();
    for (String template : templates) {
      Rendering one = chart.render(helm, List.of(template));
      one.refusal().ifPresent(message -> refusals.put(template, Refusal.of(message)));
      manifests.add(one.manifests());
    }
    return new Rendered(String.join("", manifests), refusals);
  }
}
