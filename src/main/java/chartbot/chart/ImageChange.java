package chartbot.chart;

import java.util.Optional;

/**
 * What an update does to one image.
 *
 * @param key the key of its entry, which is mostly its name
 * @param from the tag that the chart has now; empty for an image that is added
 * @param to the tag asked for; empty for an image that is removed
 * @param digest what goes with that tag; empty where none was given, or the entry has none
 */
public record ImageChange(
    String name, String key, Optional<String> from, String to, Optional<String> digest) {

  /** Of an image without a digest. */
  public ImageChange(String name, String key, Optional<String> from, String to) {
    this(name, key, from, to, Optional.empty());
  }

  public boolean isRemoval() {
    return to.isEmpty();
  }

  /** Of an image whose entry has its name for a key. */
  public ImageChange(String name, Optional<String> from, String to) {
    this(name, name, from, to);
  }
}
