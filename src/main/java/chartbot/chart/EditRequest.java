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
 */
public record EditRequest(
    List<Image> images,
    ImageRules rules,
    Jobs jobs,
    IfMissing ifMissing,
    boolean withJob,
    boolean overwriteTemplate) {

  /** What to do about an image that the chart does not have. */
  public enum IfMissing {
    ADD,
    SKIP,
    FAIL
  }

  public EditRequest {
    images = List.copyOf(images);
  }
}
