package chartbot.image;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the builder of an image wrote into it: foreign text.
 *
 * @param labels labels of the config, and the manifest's annotations where no label has their key
 * @param created when it was built, where that is known
 */
public record ImageDetails(Map<String, String> labels, Optional<Instant> created) {

  /** An image that says nothing of itself. */
  public static final ImageDetails NONE = new ImageDetails(Map.of(), Optional.empty());

  public ImageDetails {
    labels = Map.copyOf(labels);
  }
}
