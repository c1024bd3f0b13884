package chartbot.chart;

import chartbot.error.UserException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The images that a chart's values have, each with its tag. */
public final class ImageTags {

  private ImageTags() {}

  /**
   * Image name to its tag, empty where that cannot be edited; an image that several values files
   * have is in the first of them.
   *
   * @throws UserException when a values file cannot be read
   */
  public static Map<String, Optional<String>> of(ChartFiles chart, ImageRules rules)
      throws UserException {
    Map<String, Optional<String>> tags = new TreeMap<>();
    for (String path : rules.valuesFiles()) {
      ValuesFile file = ValuesFile.read(chart, path, rules.keys());
      for (String name : file.keysByImage().keySet()) {
        if (!tags.containsKey(name)) {
          tags.put(name, tag(file, name));
        }
      }
    }
    return tags;
  }

  private static Optional<String> tag(ValuesFile file, String name) {
    try {
      return file.find(name).map(found -> found.tag().value());
    } catch (UserException cannotBeEdited) {
      return Optional.empty();
    }
  }
}
