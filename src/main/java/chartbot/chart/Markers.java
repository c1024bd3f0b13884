package chartbot.chart;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Asks Helm which templates deploy some images: the chart is rendered with the images' entries in
 * place and a marker as the tag of each.
 */
final class Markers {

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final ChartFiles chart;
  private final EditRequest request;
  private final Deployments deployments;
  private final Map<String, String> markers = new HashMap<>();
  private boolean isRendered;
  private Optional<List<DeployedImage>> rendered = Optional.empty();

  Markers(ChartFiles chart, EditRequest request, Deployments deployments) {
    this.chart = chart;
    this.request = request;
    this.deployments = deployments;
  }

  /** A tag that the pattern takes and that nothing else has. */
  private static String marker(String tag, int number) {
    String digits = String.valueOf(907_314_600 + number);
    return DIGITS.matcher(tag).find() ? DIGITS.matcher(tag).replaceAll(digits) : tag + "-" + digits;
  }

  String marker(Image image) {
    return markers.computeIfAbsent(
        image.name(),
        name ->
            marker(image.tag(), request.images().stream().map(Image::name).toList().indexOf(name)));
  }

  /** What the chart deploys with the markers in place; empty where it does not render. */
  Optional<List<DeployedImage>> deployed() throws UserException {
    if (!isRendered) {
      List<Image> marked = new ArrayList<>();
      request.images().forEach(image -> marked.add(new Image(image.name(), marker(image))));
      ChartFiles with =
          new EditedChart(
              chart,
              new ChartEdit(
                  ValuesEditor.entries(chart, request.rules(), request.jobs(), marked, Set.of()),
                  List.of(),
                  List.of()));
      rendered = deployments.of(with, Set.copyOf(markers.values()));
      isRendered = true;
    }
    return rendered;
  }

  /** The templates that print an image's marker: those that run it, or those that only name it. */
  Set<String> printing(Image image, boolean run) throws UserException {
    Set<String> templates = new TreeSet<>();
    for (DeployedImage deployed : deployed().orElse(List.of())) {
      if (deployed.isRun() == run && deployed.text().contains(marker(image))) {
        templates.add(deployed.template());
      }
    }
    return templates;
  }
}
