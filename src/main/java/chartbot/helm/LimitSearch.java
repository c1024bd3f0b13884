package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.ChartFiles;
import chartbot.chart.ChartPart;
import chartbot.chart.HelmActions;
import chartbot.error.EnvironmentException;
import chartbot.error.VerificationException;
import chartbot.verify.RenderOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the template with which a rendering reaches a limit: each is rendered alone. */
final class LimitSearch {

  private static final Duration MOST_FOR_ONE = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofSeconds(20);
  private static final Pattern TEMPLATE = Pattern.compile("(?:charts/[^/]+/)*templates/.+");
  private static final Pattern REPEATS = Pattern.compile("range|tpl|until|repeat");

  /** Renders a chart. */
  interface Renderer {
    void render(ChartFiles chart, RenderOptions options)
        throws VerificationException, EnvironmentException;
  }

  private final ChartFiles chart;
  private final RenderOptions options;
  private final Renderer renderer;

  LimitSearch(ChartFiles chart, RenderOptions options, Renderer renderer) {
    this.chart = chart;
    this.renderer = renderer;
    Duration timeout =
        options.timeout().compareTo(MOST_FOR_ONE) < 0 ? options.timeout() : MOST_FOR_ONE;
    this.options =
        new RenderOptions(
            options.values(), options.command(), options.kubeVersion(), timeout, options.memory());
  }

  /** The template's path; empty where none alone reaches a limit, or all of them together do. */
  Optional<String> template() throws EnvironmentException {
    Instant end = Instant.now().plus(MOST);
    if (reachesALimit("")) {
      return Optional.empty(); // it is in no template, or in an archive
    }
    for (String template : likelyFirst()) {
      if (Instant.now().isAfter(end)) {
        return Optional.empty();
      }
      if (reachesALimit(template)) {
        return Optional.of(template);
      }
    }
    return Optional.empty();
  }

  private List<String> likelyFirst() {
    List<String> templates = new ArrayList<>(chart.paths(""));
    templates.removeIf(path -> !isTemplate(path));
    templates.sort(
        Comparator.comparing(
            path ->
                !REPEATS.matcher(new String(chart.read(path).orElse(new byte[0]), UTF_8)).find()));
    return templates;
  }

  private static boolean isTemplate(String path) {
    return TEMPLATE.matcher(path).matches() && !HelmActions.isPartial(path);
  }

  private boolean reachesALimit(String template) throws EnvironmentException {
    try {
      renderer.render(
          new ChartPart(chart, path -> path.equals(template) || !isTemplate(path)), options);
      return false;
    } catch (LimitException limit) {
      return true;
    } catch (VerificationException crash) {
      return false;
    }
  }
}
