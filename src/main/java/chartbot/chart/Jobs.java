package chartbot.chart;

import java.util.Map;

/**
 * The configuration's {@code job} section.
 *
 * @param common for every model image that {@code perImage} does not name
 * @param perImage complete settings by image name: the defaults merged with the image's own
 */
public record Jobs(JobSettings common, Map<String, JobSettings> perImage) {

  public Jobs {
    perImage = Map.copyOf(perImage);
  }

  /** Every Job as the product's defaults say. */
  public static Jobs defaults() {
    return new Jobs(JobSettings.defaults(), Map.of());
  }

  /** The settings of one image's Job. */
  public JobSettings of(String imageName) {
    return perImage.getOrDefault(imageName, common);
  }
}
