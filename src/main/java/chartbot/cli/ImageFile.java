package chartbot.cli;

import chartbot.chart.Image;
import chartbot.chart.ImageRules;
import chartbot.error.UserException;
import chartbot.image.BuildFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that names images: what an upstream job left, e.g. its {@code artifact.properties}. The
 * content decides the form: JSON, properties, or one image a line.
 */
final class ImageFile {

  private final Path file;

  ImageFile(Path file) {
    this.file = file;
  }

  /** The images as texts {@code NAME:TAG}, unchecked. */
  List<ImageText> images(ImageRules rules) throws UserException {
    String text = text();
    List<ImageText> lines = lines(text);
    List<ImageText> images;
    if (text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")) {
      images = new ImageJson(file.toString(), text).images();
    } else if (isProperties(lines)) {
      images = new ImageProperties(file.toString(), text, rules).images();
    } else {
      images = lines;
    }
    if (images.isEmpty()) {
      throw new UserException(
          file + " names no image",
          "it may be a properties file with IMAGES, with IMAGE (and TAG) or with lines NAME=TAG of"
              + " model images; JSON; or one IMAGE:TAG a line");
    }
    return images;
  }

  /** By {@code NAME:TAG}, what the build has said that left the file. */
  Map<String, BuildFacts> builds(ImageRules rules) throws UserException {
    String text = text();
    Map<String, BuildFacts> builds = new HashMap<>();
    if (!text.stripLeading().startsWith("{") && isProperties(lines(text))) {
      BuildFacts facts = BuildFacts.of(new ImageProperties(file.toString(), text, rules).values());
      for (ImageText image : images(rules)) {
        Image parsed = rules.parse(image.text());
        builds.put(parsed.name() + ":" + parsed.tag(), facts);
      }
    }
    return builds;
  }

  private static boolean isProperties(List<ImageText> lines) {
    return lines.stream().anyMatch(line -> line.text().contains("="));
  }

  private String text() throws UserException {
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new UserException("no such file: " + file, "check the file that --from names", e);
    } catch (IOException e) {
      throw new UserException(
          file + " cannot be read as UTF-8 text", "check the file that --from names", e);
    }
  }

  /** All lines but empty ones and comments. */
  private List<ImageText> lines(String text) {
    List<ImageText> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      number++;
      if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("!")) {
        lines.add(new ImageText(line, file + ":" + number));
      }
    }
    return lines;
  }
}
