package chartbot.chart;

import chartbot.error.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The images that a chart's values have, each with its tag. */
public final class ImageTags {

  private final List<ValuesFile> files;

  /**
   * Reads the values files.
   *
   * @throws UserException when one cannot be read
   */
  public ImageTags(ChartFiles chart, ImageRules rules) throws UserException {
    files = ValuesFile.all(chart, rules);
  }

  /** Image name to its tag, empty where that cannot be edited. */
  public Map<String, Optional<String>> all() {
    Map<String, Optional<String>> tags = new TreeMap<>();
    files.forEach(
        file -> file.keysByImage().keySet().forEach(name -> tags.computeIfAbsent(name, this::of)));
    return tags;
  }

  /** The image with its tag, and its digest where its entry has one. */
  public Optional<Image> image(String name) {
    return of(name).map(tag -> new Image(name, tag, digest(name)));
  }

  private Optional<String> digest(String name) {
    for (ValuesFile file : files) {
      try {
        Optional<String> digest = file.find(name).flatMap(file::digest);
        if (digest.isPresent()) {
          return digest;
        }
      } catch (UserException cannotBeEdited) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /**
   * The tag of an image in the first values file that has it; empty where none has, or where it
   * cannot be edited.
   */
  public Optional<String> of(String name) {
    try {
      for (ValuesFile file : files) {
        Optional<ImageEntries.Found> found =
            file == files.get(0) ? file.find(name) : file.findInOverlay(name);
        if (found.isPresent()) {
          return found.map(image -> image.tag().text());
        }
      }
    } catch (UserException cannotBeEdited) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
