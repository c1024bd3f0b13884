package chartbot.chart;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The templates of a chart, asked for the images that they deploy; read once, when needed. */
public final class ImageTemplates {

  private final ChartFiles chart;
  private @Nullable HelmTemplates all;

  public ImageTemplates(ChartFiles chart) {
    this.chart = chart;
  }

  /** The templates that Helm prints and that use the image by its name or its key, sorted. */
  public List<String> using(ImageChange image, ImageRules rules) {
    List<String> users = all().using(JobImage.of(image.name(), image.name(), rules));
    return users.isEmpty() && !image.key().equals(image.name())
        ? all().using(JobImage.of(image.name(), image.key(), rules))
        : users;
  }

  /** All templates that Helm prints, sorted. */
  public List<String> rendered() {
    return all().rendered();
  }

  /** The names of all named templates that the chart defines. */
  public Set<String> helpers() {
    return all().defined();
  }

  /** The file that defines a named template. */
  public Optional<String> defining(String helper) {
    return all().defining(helper);
  }

  /** Whether Helm takes from a template nothing but what it defines. */
  public static boolean isPartial(String path) {
    return HelmTemplates.isPartial(path);
  }

  /** The text of a generated template: the mark that says so, and the content. */
  public static String generated(String fingerprint, String content) {
    return GeneratedMark.mark(fingerprint, content);
  }

  /** Whether a template's text is chartbot's own, be it edited since. */
  public static boolean isGenerated(String text) {
    return GeneratedMark.of(text.replace("\r\n", "\n")).isPresent();
  }

  /**
   * A generated template as it is while the condition that it is wrapped in holds, line by line as
   * long; empty where it is wrapped in none.
   */
  public static Optional<String> withConditionOn(String text) {
    List<String> lines = text.lines().toList();
    boolean wrapped =
        isGenerated(text) && lines.size() > 1 && lines.get(1).matches("\\{\\{-? if .*}}");
    if (!wrapped) {
      return Optional.empty();
    }
    Stream<String> head = Stream.of(lines.get(0), "{{- if true }}");
    return Optional.of(
        String.join("\n", Stream.concat(head, lines.subList(2, lines.size()).stream()).toList())
            + "\n");
  }

  private HelmTemplates all() {
    HelmTemplates known = all;
    if (known == null) {
      known = HelmTemplates.of(chart);
      all = known;
    }
    return known;
  }
}
