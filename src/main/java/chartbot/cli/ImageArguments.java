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
              + " or lines NAME=TAG of model images), JSON, or one IMAGE:TAG a line. Of several"
              + " files 'update' proposes each by itself, and one that is refused stops no other.")
  private List<Path> from = List.of();

  /** What is given together: all of it, or each file by itself where there are several. */
  List<ImageArguments> each() {
    if (from.size() < 2) {
      return List.of(this);
    }
    List<ImageArguments> each = new ArrayList<>();
    if (!images.isEmpty()) {
      each.add(of(images, List.of()));
    }
    from.forEach(file -> each.add(of(List.of(), List.of(file))));
    return each;
  }

  private static ImageArguments of(List<String> images, List<Path> from) {
    ImageArguments arguments = new ImageArguments();
    arguments.images = images;
    arguments.from = from;
    return arguments;
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
    Map<String, BuildFacts> builds = new LinkedHashMap<>();
    for (Path file : from) {
      try {
        builds.putAll(new ImageFile(file).builds(rules));
      } catch (UserException refusal) {
        if (from.size() == 1) { // of several, the request for this one is refused with it
          throw refusal;
        }
      }
    }
    return builds;
  }

  private List<ImageText> texts(ImageRules rules) throws UserException {
    List<ImageText> texts = new ArrayList<>();
    images.forEach(text -> texts.add(new ImageText(text, "")));
    for (Path file : from) {
      texts.addAll(new ImageFile(file).images(rules));
    }
    if (texts.isEmpty()) {
      throw new UsageException("no image given; give IMAGE:TAG or --from FILE");
    }
    return texts;
  }
}
