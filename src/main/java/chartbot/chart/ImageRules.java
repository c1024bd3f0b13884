package chartbot.chart;

import chartbot.error.UserException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a chart names its images and where it keeps them: the configuration's {@code images} section.
 *
 * @param prefix what a model image's name begins with, e.g. {@code eric-enm-models-}
 * @param models names that are model images although they lack the prefix
 * @param tagPattern what a whole tag must match
 * @param path the mapping that holds the image entries, dotted, e.g. {@code images}; a dot that is
 *     part of a key has a backslash in front of it
 * @param valuesFiles the chart's values files; images are added to the first
 */
public record ImageRules(
    String prefix, Set<String> models, Pattern tagPattern, String path, List<String> valuesFiles) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final String NAME_RULE =
      "a name consists of letters, digits, '.', '_' and '-' and begins with a letter or digit";

  /** A host with or without a port, or a part of a path, and further parts. */
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "(?:\\[[0-9a-fA-F:]+]|[A-Za-z0-9][A-Za-z0-9._-]*+)(?::[0-9]{1,5})?"
              + "(?:/[A-Za-z0-9][A-Za-z0-9._-]*+){0,100}+");

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

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
   * Reads {@code [registry[:port]/][path/]NAME:TAG[@sha256:DIGEST]}; registry and path are dropped.
   *
   * @throws UserException when the text is no image, or its tag does not match the pattern
   */
  public Image parse(String text) throws UserException {
    int slash = text.lastIndexOf('/');
    if (slash >= 0 && !REPOSITORY.matcher(text.substring(0, slash)).matches()) {
      throw new UserException(
          "image '" + text + "': '" + text.substring(0, slash) + "' is not a registry and path",
          "give NAME:TAG, or a reference such as registry.example.com/path/NAME:TAG");
    }
    String last = text.substring(slash + 1);
    int at = last.indexOf('@');
    Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(last.substring(at + 1));
    if (digest.isPresent() && !DIGEST.matcher(digest.get()).matches()) {
      throw new UserException(
          "image '" + text + "': '" + digest.get() + "' is not a digest",
          "a digest is sha256: and 64 hexadecimal digits in lower case");
    }
    String tagged = at < 0 ? last : last.substring(0, at);
    int colon = tagged.indexOf(':');
    if (colon < 0) {
      throw new UserException("image '" + text + "' has no tag", "give it as NAME:TAG");
    }
    String name = tagged.substring(0, colon);
    String tag = tagged.substring(colon + 1);
    if (!NAME.matcher(name).matches()) {
      throw new UserException(
          "image '" + text + "': '" + name + "' is not an image name", NAME_RULE);
    }
    if (!tagPattern.matcher(tag).matches()) {
      throw new UserException(
          "image '" + text + "': tag '" + tag + "' does not match the pattern " + tagPattern,
          "give a tag such as 1.2.3-4, or change images.tag-pattern in the configuration");
    }
    return new Image(name, tag, digest);
  }

  /**
   * Reads an image's name alone.
   *
   * @throws UserException when the text is none
   */
  public String parseName(String text) throws UserException {
    if (!NAME.matcher(text).matches()) {
      throw new UserException(
          "'" + text + "' is not an image name",
          text.contains(":") ? "give the name without a tag" : NAME_RULE);
    }
    return text;
  }

  /**
   * Whether a tag is older than another one. One that does not match the pattern, such as {@code
   * VERSION} or {@code latest}, is newer than none that does.
   */
  public boolean isOlder(String tag, String than) {
    return tagPattern.matcher(than).matches()
        && (!tagPattern.matcher(tag).matches() || Tags.ORDER.compare(tag, than) < 0);
  }

  /** Those of a branch's tags by image that match the pattern: no other is newer than one asked. */
  public Map<String, String> matching(Map<String, String> tags) {
    Map<String, String> matching = new HashMap<>(tags);
    matching.values().removeIf(tag -> !tagPattern.matcher(tag).matches());
    return matching;
  }

  /** The keys of a dotted path; {@code \\.} is a dot within a key, as in {@code helm --set}. */
  public static List<String> pathKeys(String path) {
    return ImagesPath.keys(path);
  }

  /** The keys that lead to the image entries. */
  List<String> keys() {
    return ImagesPath.keys(path);
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
