package chartbot.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A model image as its Job template refers to it.
 *
 * @param name the image's name
 * @param entry the keys that lead to its entry in the values, e.g. {@code images} and then the
 *     entry's key, which is mostly the name
 */
public record JobImage(String name, List<String> entry) {

  public JobImage {
    entry = List.copyOf(entry);
    if (entry.size() < 2) {
      throw new IllegalArgumentException("an entry stands in a mapping: " + entry);
    }
  }

  /** An image whose entry has the given key in the mapping that the rules name. */
  public static JobImage of(String name, String key, ImageRules rules) {
    List<String> entry = new ArrayList<>(rules.keys());
    entry.add(key);
    return new JobImage(name, entry);
  }

  /** The keys of the mapping that holds the entry. */
  public List<String> images() {
    return entry.subList(0, entry.size() - 1);
  }

  /** The entry's own key. */
  public String key() {
    return entry.get(entry.size() - 1);
  }
}
