package chartbot.cli;

import chartbot.chart.Image;
import chartbot.chart.ImageRules;
import chartbot.error.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The images that a command is about. */
final class ImageArguments {

  private final PositionalParamSpec images =
      PositionalParamSpec.builder()
          .arity("0..*")
          .paramLabel("IMAGE:TAG")
          .type(ArrayList.class)
          .auxiliaryTypes(String.class)
          .description("An image at the tag it should have; registry and path are dropped.")
          .build();

  private final Option<Path> from =
      Option.path(
          "--from",
          "FILE",
          "Reads images from a file too: a properties file (IMAGES, or IMAGE with or without TAG,"
              + " or lines NAME=TAG of model images), JSON, or one IMAGE:TAG a line.");

  void addTo(Command command) {
    command.add(images).add(from);
  }

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
              each.told(
                  "image "
                      + image.name()
                      + " is asked for with two tags, "
                      + first.tag()
                      + " and "
                      + image.tag()));
        }
      } catch (UserException e) {
        problems.add(each.told(e.what()));
        hint = hint.or(e::hint);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(String.join("\n", problems), hint.orElse(null));
    }
    return List.copyOf(byName.values());
  }

  private List<ImageText> texts(ImageRules rules) throws UserException {
    List<String> given = images.getValue();
    List<ImageText> texts = new ArrayList<>();
    if (given != null) {
      given.forEach(text -> texts.add(new ImageText(text, "")));
    }
    if (from.given().isPresent()) {
      texts.addAll(new ImageFile(from.given().get()).images(rules));
    }
    if (texts.isEmpty()) {
      throw from.usage("no image given; say IMAGE:TAG, or --from FILE");
    }
    return texts;
  }
}
