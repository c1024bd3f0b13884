package chartbot.chart;

import chartbot.error.UserException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a chart names its images and where it keeps them: the configuration's {@code images} section.
 *
 * @param prefix what a model image's name begins with, e.g. {@code eric-enm-models-}
 * @param models names that are model images although they lack the prefix
 * @param tagPattern what a whole tag must match
 * @param path the mapping that holds the image entries, dotted, e.g. {@code images}
 * @param valuesFiles the chart's values files; images are added to the first
 */
public record ImageRules(
    String prefix, Set<String> models, Pattern tagPattern, String path, List<String> valuesFiles) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  public ImageRules {
    models = Set.copyOf(models);
    valuesFiles = List.copyOf(valuesFiles);
    if (valuesFiles.isEmpty()) {
      throw new IllegalArgumentException("a chart has at least one values file");
    }
  }

  /** What product defaults say: {@code x.y.z-b} tags under {@code images} of values.yaml. */
  public static ImageRules defaults() {
    return new ImageRules(
        "eric-enm-models-",
        Set.of(),
        Pattern.compile("\\d+\\.\\d+\\.\\d+-\\d+"),
        "images",
        List.of("values.yaml"));
  }

  /**
   * Reads {@code NAME:TAG} or {@code registry[:port]/path/NAME:TAG}; registry and path are dropped.
   *
   * @throws UserException when the text is no image, or its tag does not match the pattern
   */
  public Image parse(String text) throws UserException {
    String last = text.substring(text.lastIndexOf('/') + 1);
    int at = last.indexOf('@');
    if (at >= 0) {
      throw new UserException(
          "image '" + text + "': a digest cannot be proposed", "give NAME:TAG instead");
    }
    int colon = last.indexOf(':');
    if (colon < 0) {
      throw new UserException("image '" + text + "' has no tag", "give it as NAME:TAG");
    }
    String name = last.substring(0, colon);
    String tag = last.substring(colon + 1);
    if (!NAME.matcher(name).matches()) {
      throw new UserException(
          "image '" + text + "': '" + name + "' is not an image name",
          "a name consists of letters, digits, '.', '_' and '-' and begins with a letter or digit");
    }
    if (!tagPattern.matcher(tag).matches()) {
      throw new UserException(
          "image '" + text + "': tag '" + tag + "' does not match the pattern " + tagPattern,
          "give a tag such as 1.2.3-4, or change images.tag-pattern in the configuration");
    }
    return new Image(name, tag);
  }

  /** The keys that lead to the image entries. */
  List<String> keys() {
    return List.of(path.split("\\.", -1));
  }

  /** Whether an image of that name gets a Job. */
  public boolean isModel(String name) {
    return name.startsWith(prefix) || models.contains(name);
  }

  /** The name without the model prefix. */
  public String service(String name) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }
}
