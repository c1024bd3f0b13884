package chartbot.cli;

import chartbot.chart.Image;
import chartbot.chart.ImageRules;
import chartbot.failure.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The images that a command is about. */
final class ImageArguments {

  @Spec(Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // Picocli sets it
  private CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "IMAGE:TAG",
      description = "An image at the tag it should have; registry and path are dropped.")
  private List<String> images = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description =
          "Reads images from a file too: a properties file (IMAGES, or IMAGE with or without TAG,"
              + " or lines NAME=TAG of model images), JSON, or one IMAGE:TAG a line.")
  private Optional<Path> from = Optional.empty();

  /**
   * The images as a target's rules read them, each once.
   *
   * @throws UserException naming every text that is no image, or a name with two tags
   */
  List<Image> images(ImageRules rules) throws UserException {
    Map<String, Image> byName = new LinkedHashMap<>();
    Set<String> problems = new LinkedHashSet<>();
    Optional<String> hint = Optional.empty();
    for (String text : texts(rules)) {
      try {
        Image image = rules.parse(text);
        Image first = byName.putIfAbsent(image.name(), image);
        if (first != null && !first.equals(image)) {
          problems.add(
              "image "
                  + image.name()
                  + " is asked for with two tags, "
                  + first.tag()
                  + " and "
                  + image.tag());
        }
      } catch (UserException e) {
        problems.add(e.what());
        hint = hint.or(e::hint);
      }
    }
    if (!problems.isEmpty()) {
      throw new UserException(String.join("\n", problems), hint.orElse(null));
    }
    return List.copyOf(byName.values());
  }

  private List<String> texts(ImageRules rules) throws UserException {
    List<String> texts = new ArrayList<>(images);
    if (from.isPresent()) {
      texts.addAll(new ImageFile(from.get()).images(rules));
    }
    if (texts.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "no image given; say IMAGE:TAG, or --from FILE");
    }
    return texts;
  }
}
