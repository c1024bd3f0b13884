package chartbot.chart;

import java.util.List;

/**
 * What a chart should hold after an update.
 *
 * @param images at most one per name
 * @param rules where the images are
 * @param jobs how Jobs are written
 * @param ifMissing what to do about an image that the chart does not have
 * @param withJob false: neither Job section nor Job template is written
 * @param overwriteTemplate true: a template that a person has edited is replaced too
 * @param version which part of the chart's version goes up where the chart changes
 */
public record EditRequest(
    List<Image> images,
    ImageRules rules,
    Jobs jobs,
    IfMissing ifMissing,
    boolean withJob,
    boolean overwriteTemplate,
    VersionBump version) {

  /** What to do about an image that the chart does not have. */
  public enum IfMissing {
    ADD,
    SKIP,
    FAIL
  }

  public EditRequest {
    images = List.copyOf(images);
  }

  /** A request that leaves the chart's version alone. */
  public EditRequest(
      List<Image> images,
      ImageRules rules,
      Jobs jobs,
      IfMissing ifMissing,
      boolean withJob,
      boolean overwriteTemplate) {
    this(images, rules, jobs, ifMissing, withJob, overwriteTemplate, VersionBump.NONE);
  }
}
