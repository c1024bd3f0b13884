package chartbot.chart;

import java.util.Optional;

/**
 * What an update does to one image.
 *
 * @param key the key of its entry, which is mostly its name
 * @param from the tag that the chart has now; empty for an image that is added
 * @param to the tag asked for; empty for an image that is removed
 */
public record ImageChange(String name, String key, Optional<String> from, String to) {

  public boolean isRemoval() {
    return to.isEmpty();
  }

  /** Of an image whose entry has its name for a key. */
  public ImageChange(String name, Optional<String> from, String to) {
    this(name, name, from, to);
  }
}
