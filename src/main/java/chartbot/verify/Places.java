package chartbot.verify;

import chartbot.chart.ChartFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds the line of a chart that a text in the rendered manifests comes from. */
final class Places {

  private final ChartFiles chart;
  private final List<RenderOptions.Values> values;

  /**
   * @param values what is laid over the chart's values.yaml, in that order
   */
  Places(ChartFiles chart, List<RenderOptions.Values> values) {
    this.chart = chart;
    this.values = values;
  }

  /** {@code file:line} of what wins: the last values file first, then the template itself. */
  Optional<String> of(String text, String template) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<RenderOptions.Values> last = new ArrayList<>(values);
    Collections.reverse(last);
    for (RenderOptions.Values file : last) {
      Optional<String> found = in(file.name(), file.text(), text);
      if (found.isPresent()) {
        return found;
      }
    }
    List<String> files = new ArrayList<>(List.of("values.yaml", template));
    chart.paths("").stream().filter(Places::mayHoldIt).forEach(files::add);
    for (String file : files) {
      Optional<String> found = chart.read(file).flatMap(bytes -> in(file, bytes, text));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean mayHoldIt(String path) {
    return path.endsWith(".yaml")
        || path.endsWith(".yml")
        || path.endsWith(".tpl")
        || path.endsWith(".json");
  }

  private static Optional<String> in(String file, byte[] bytes, String text) {
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      number++;
      if (line.contains(text) && !line.stripLeading().startsWith("#")) {
        return Optional.of(file + ":" + number);
      }
    }
    return Optional.empty();
  }
}
