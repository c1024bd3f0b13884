package chartbot.chart;

import java.util.List;

/**
 * Images that a chart is to lose.
 *
 * @param names of the images, each once
 * @param rules where the images are
 * @param jobs how Jobs are written
 * @param force whether a generated template that a person has edited since goes too
 * @param version which part of the chart's version goes up
 */
public record RemovalRequest(
    List<String> names, ImageRules rules, Jobs jobs, boolean force, VersionBump version) {
  public RemovalRequest {
    names = List.copyOf(names);
  }
}
