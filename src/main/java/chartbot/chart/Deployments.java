package chartbot.chart;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what a chart deploys, as Helm renders it. */
public interface Deployments {

  /**
   * The images of all rendered objects, and what else prints a marker.
   *
   * @param markers texts that occur nowhere else in the chart
   * @return empty where the chart does not render
   */
  Optional<List<DeployedImage>> of(ChartFiles chart, Set<String> markers);

  /** Nobody renders anything. */
  static Deployments unknown() {
    return (chart, markers) -> Optional.empty();
  }
}
