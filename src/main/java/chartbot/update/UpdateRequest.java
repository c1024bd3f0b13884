package chartbot.update;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What one run asks of every target.
 *
 * @param images at most one per name
 * @param group {@code --group}; empty: derived from the images' names
 * @param dryRun show what would be pushed, push nothing
 * @param allowDowngrade an older tag than the branch or the open change has is wanted
 * @param force a patch set that a person uploaded may be replaced
 */
public record UpdateRequest(
    List<Image> images,
    Optional<String> group,
    IfMissing ifMissing,
    boolean withJob,
    boolean overwriteTemplate,
    boolean dryRun,
    boolean allowDowngrade,
    boolean force) {

  public UpdateRequest {
    images = List.copyOf(images);
    if (images.isEmpty()) {
      throw new IllegalArgumentException("at least one image");
    }
  }

  /** The images as a person writes them. */
  public String text() {
    return images.stream().map(Image::toString).collect(Collectors.joining(", "));
  }
}
