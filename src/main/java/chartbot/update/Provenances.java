package chartbot.update;

import chartbot.chart.ImageChange;
import chartbot.image.Provenance;
import java.util.List;
import java.util.Map;

/** Finds out what is in images that are about to be proposed. */
@FunctionalInterface
public interface Provenances {

  /** By image name, what is known; never fails. */
  Map<String, Provenance> of(List<ImageChange> images);

  /** Knows of nothing. */
  static Provenances none() {
    return images -> Map.of();
  }
}
