package chartbot.verify;

import chartbot.chart.ChartFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds the line of a chart that a text in the rendered manifests comes from. */
final class SourceLocator {

  private final ChartFiles chart;
  private final List<RenderOptions.Values> values;

  /**
   * @param values what is laid over the chart's values.yaml, in that order
   */
  SourceLocator(ChartFiles chart, List<RenderOptions.Values> values) {
    this.chart = chart;
    this.values = values;
  }

  /**
   * {@code file:line} of what wins: what names the image with it, then the last values file that
   * says it, then the template itself.
   *
   * @param name the image's
   * @param text its tag or digest
   */
  Optional<String> of(String name, String text, String template) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> whole = first(template, line -> line.contains(name + ":" + text));
    if (whole.isPresent()) {
      return whole;
    }
    List<RenderOptions.Values> last = new ArrayList<>(values);
    Collections.reverse(last);
    for (RenderOptions.Values file : last) {
      Optional<String> found = in(file.name(), file.text(), line -> line.contains(text));
      if (found.isPresent()) {
        return found;
      }
    }
    for (String key : List.of("AppVersion", "Version")) {
      String field = key.equals("AppVersion") ? "appVersion:" : "version:";
      if (text(template).contains(".Chart." + key)) {
        Optional<String> found =
            first("Chart.yaml", line -> line.startsWith(field) && line.contains(text));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return inValues(name, text)
        .or(() -> first(template, line -> line.contains(text)))
        .or(() -> elsewhere(text))
        .or(() -> first(template, line -> line.contains("image:")));
  }

  /** The only line of values.yaml that has the text, or that which has the name next to it. */
  private Optional<String> inValues(String name, String text) {
    List<String> lines = text("values.yaml").lines().toList();
    List<Integer> found =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains(text) && !isComment(lines.get(i)))
            .boxed()
            .toList();
    return found.stream()
        .filter(
            i ->
                found.size() == 1
                    || lines.subList(Math.max(0, i - 2), Math.min(lines.size(), i + 3)).stream()
                        .anyMatch(line -> line.contains(name)))
        .findFirst()
        .map(i -> "values.yaml:" + (i + 1));
  }

  private Optional<String> elsewhere(String text) {
    return chart.paths("").stream()
        .filter(path -> mayHoldIt(path) && !path.equals("values.yaml"))
        .flatMap(path -> first(path, line -> line.contains(text)).stream())
        .findFirst();
  }

  private Optional<String> first(String file, Predicate<String> matches) {
    return chart.read(file).flatMap(bytes -> in(file, bytes, matches));
  }

  private String text(String file) {
    return chart.read(file).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }

  private static boolean mayHoldIt(String path) {
    return path.endsWith(".yaml")
        || path.endsWith(".yml")
        || path.endsWith(".tpl")
        || path.endsWith(".json");
  }

  private static Optional<String> in(String file, byte[] bytes, Predicate<String> matches) {
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      number++;
      if (matches.test(line) && !isComment(line)) {
        return Optional.of(file + ":" + number);
      }
    }
    return Optional.empty();
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith("#");
  }
}
