package chartbot.cli;

import chartbot.chart.Image;
import chartbot.chart.ImageRules;
import chartbot.error.UserException;
import chartbot.image.BuildFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The images that a command is about. */
final class ImageArguments {

  @Parameters(
      arity = "0..*",
      paramLabel = "IMAGE:TAG",
      description = "An image at the tag it should have; registry and path are dropped.")
  private List<String> images = List.of();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "Read images from a file too: a properties file (IMAGES, or IMAGE with or without TAG,"
              + " or lines NAME=TAG of model images), JSON, or one IMAGE:TAG a line.")
  private @Nullable Path from;

  /**
   * The images as a target's rules read them, each once.
   *
   * @throws UserException naming every text that is no image, or a name with two tags
   */
  List<Image> images(ImageRules rules) throws UserException {
    Map<String, Image> byName = new LinkedHashMap<>();
    Set<String> problems = new LinkedHashSet<>();
    Optional<String> hint = Optional.empty();
    for (ImageText each : texts(rules)) {
      try {
        Image image = rules.parse(each.text());
        Image first = byName.putIfAbsent(image.name(), image);
        if (first != null && !first.equals(image)) {
          problems.add(
              each.located(
                  "conflicting tags requested for "
                      + image.name()
                      + ": "
                      + first.tag()
                      + " and "
                      + image.tag()));
        }
      } catch (UserException e) {
        problems.add(each.located(e.message()));
        hint = hint.or(e::hint);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(String.join("\n", problems), hint.orElse(null));
    }
    return List.copyOf(byName.values());
  }

  /** By {@code NAME:TAG}, what the builds of images have said that a file names. */
  Map<String, BuildFacts> builds(ImageRules rules) throws UserException {
    return from == null ? Map.of() : new ImageFile(from).builds(rules);
  }

  private List<ImageText> texts(ImageRules rules) throws UserException {
    List<ImageText> texts = new ArrayList<>();
    images.forEach(text -> texts.add(new ImageText(text, "")));
    if (from != null) {
      texts.addAll(new ImageFile(from).images(rules));
    }
    if (texts.isEmpty()) {
      throw new UsageException("no image given; give IMAGE:TAG or --from FILE");
    }
    return texts;
  }
}
