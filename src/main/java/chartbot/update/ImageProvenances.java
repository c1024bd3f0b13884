package chartbot.update;

import chartbot.chart.ImageChange;
import chartbot.error.EnvironmentException;
import chartbot.image.BuildFacts;
import chartbot.image.CommitSubjects;
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

/**
 * Reads the labels of the branch's image and of the new one in the registry, adds what the new
 * one's build said, and looks up the commits between the two.
 */
public final class ImageProvenances implements Provenances {

  /** Each takes up to six requests, and a message about more is read by nobody. */
  private static final int MOST_IMAGES = 20;

  private final Optional<ImageRegistry> registry;
  private final Map<String, BuildFacts> facts;
  private final CommitSubjects subjects;
  private final Progress progress;
  private final Map<String, ImageOrigin> known = new ConcurrentHashMap<>();
  private final Map<List<ImageOrigin>, List<String>> knownSubjects = new ConcurrentHashMap<>();

  /**
   * @param facts by {@code NAME:TAG}
   */
  public ImageProvenances(
      Optional<ImageRegistry> registry,
      Map<String, BuildFacts> facts,
      CommitSubjects subjects,
      Progress progress) {
    this.registry = registry;
    this.facts = Map.copyOf(facts);
    this.subjects = subjects;
    this.progress = progress;
  }

  @Override
  public Map<String, Provenance> of(List<ImageChange> images) {
    Map<String, Provenance> found = new HashMap<>();
    if (images.size() > MOST_IMAGES) {
      return found;
    }
    for (ImageChange image : images) {
      if (image.isRemoval()) {
        continue;
      }
      Provenance provenance =
          Provenance.between(
              image.from().map(tag -> labels(image.name(), tag)).orElse(ImageOrigin.UNKNOWN),
              labels(image.name(), image.to()),
              Optional.ofNullable(facts.get(image.name() + ":" + image.to())),
              this::between);
      if (!provenance.isUnknown()) {
        found.put(image.name(), provenance);
      }
    }
    return found;
  }

  private List<String> between(ImageOrigin from, ImageOrigin to) {
    return knownSubjects.computeIfAbsent(
        List.of(from, to),
        unused ->
            subjects.between(
                to.source().orElseThrow(),
                from.revision().orElseThrow(),
                to.revision().orElseThrow()));
  }

  private ImageOrigin labels(String name, String tag) {
    return registry.isPresent()
        ? known.computeIfAbsent(name + ":" + tag, image -> read(registry.get(), name, tag))
        : ImageOrigin.UNKNOWN;
  }

  private ImageOrigin read(ImageRegistry asked, String name, String tag) {
    try {
      Optional<Digest> digest = asked.digest(name, tag);
      Optional<ImageDetails> details =
          digest.isPresent() ? asked.details(name, digest.get()) : Optional.empty();
      return details.map(ImageOrigin::of).orElse(ImageOrigin.UNKNOWN);
    } catch (EnvironmentException e) {
      progress.trace("no labels of " + name + ":" + tag + ": " + e.message());
      return ImageOrigin.UNKNOWN;
    }
  }
}
