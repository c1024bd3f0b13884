package chartbot.update;

import chartbot.chart.ImageChange;
import chartbot.error.EnvironmentException;
import chartbot.image.Digest;
import chartbot.image.ImageDetails;
import chartbot.image.ImageOrigin;
import chartbot.image.ImageRegistry;
import chartbot.image.Provenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the labels of the branch's image and of the new one in the registry. */
public final class RegistryProvenances implements Provenances {

  /** Each takes up to six requests, and a message about more is read by nobody. */
  private static final int MOST_IMAGES = 20;

  private final ImageRegistry registry;
  private final Progress progress;
  private final Map<String, ImageOrigin> known = new ConcurrentHashMap<>();

  public RegistryProvenances(ImageRegistry registry, Progress progress) {
    this.registry = registry;
    this.progress = progress;
  }

  @Override
  public Map<String, Provenance> of(List<ImageChange> images) {
    Map<String, Provenance> found = new HashMap<>();
    if (images.size() > MOST_IMAGES) {
      return found;
    }
    for (ImageChange image : images) {
      Provenance provenance =
          new Provenance(
              image.from().map(tag -> origin(image.name(), tag)).orElse(ImageOrigin.UNKNOWN),
              origin(image.name(), image.to()));
      if (!provenance.text().isEmpty()) {
        found.put(image.name(), provenance);
      }
    }
    return found;
  }

  private ImageOrigin origin(String name, String tag) {
    return known.computeIfAbsent(name + ":" + tag, image -> read(name, tag));
  }

  private ImageOrigin read(String name, String tag) {
    try {
      Optional<Digest> digest = registry.digest(name, tag);
      Optional<ImageDetails> details =
          digest.isPresent() ? registry.details(name, digest.get()) : Optional.empty();
      return details.map(ImageOrigin::of).orElse(ImageOrigin.UNKNOWN);
    } catch (EnvironmentException e) {
      progress.trace("no labels of " + name + ":" + tag + ": " + e.message());
      return ImageOrigin.UNKNOWN;
    }
  }
}
