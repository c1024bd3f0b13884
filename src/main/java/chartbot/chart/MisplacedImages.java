package chartbot.chart;

import chartbot.error.Location;
import chartbot.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds an image that a chart has in another shape or place than an entry under {@code images}: in
 * one string, nested under a component, in a subchart, in a template.
 */
final class MisplacedImages {

  private static final Pattern VALUES = Pattern.compile("(?:charts/.*/)?values[^/]*\\.ya?ml");
  private static final Pattern KEY = Pattern.compile("[\"']?([^\"'\\s#:][^\"':]*)[\"']?\\s*:.*");

  private final ChartFiles chart;
  private final ImageRules rules;

  MisplacedImages(ChartFiles chart, ImageRules rules) {
    this.chart = chart;
    this.rules = rules;
  }

  /**
   * Looks at the values files of the chart and of its subcharts.
   *
   * @throws UserException when the name is there, with file, line and column
   */
  void refuseInValues(String name) throws UserException {
    Set<String> files = new TreeSet<>(rules.valuesFiles());
    chart.paths("").stream().filter(path -> VALUES.matcher(path).matches()).forEach(files::add);
    for (String file : files) {
      Optional<byte[]> bytes = chart.read(file);
      if (bytes.isPresent()) {
        List<String> lines = new String(bytes.get(), StandardCharsets.UTF_8).lines().toList();
        refuseIn(file, lines, name);
      }
    }
    for (Subcharts.File file : Subcharts.archived(chart, Subcharts::isValues).files()) {
      refuseIn(file.path(), file.text().lines().toList(), name);
    }
  }

  private void refuseIn(String file, List<String> lines, String name) throws UserException {
    Pattern word = word(name);
    String section = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher key = KEY.matcher(line);
      if (key.lookingAt()) {
        section = key.group(1).strip();
      }
      // The Job's section may have been prepared; it names the image, and is no image.
      if (line.contains(name) && !section.equals(JobSection.nameOf(name))) {
        Matcher found = word.matcher(line);
        while (found.find()) {
          if (!isComment(line, found.start())
              && new ImageMention(lines, i, found.start(), found.end()).isImage()) {
            throw refusal(new Location(file, i + 1, column(line, found.start())), name);
          }
        }
      }
    }
  }

  /**
   * Looks at what the chart runs.
   *
   * @throws UserException when it runs the image, with the template and the line that names it
   */
  void refuseInManifests(String name, List<DeployedImage> deployed, String marker)
      throws UserException {
    for (DeployedImage image : deployed) {
      if (image.isRun() && image.name().equals(name) && !image.text().contains(marker)) {
        throw refusal(line(image, name), name);
      }
    }
  }

  private Location line(DeployedImage image, String name) {
    List<String> lines =
        chart
            .read(image.template())
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
            .orElse(List.of());
    Pattern word = word(name);
    for (int i = 0; i < lines.size(); i++) {
      Matcher found = word.matcher(lines.get(i));
      if (found.find()) {
        return new Location(image.template(), i + 1, column(lines.get(i), found.start()));
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("image:")) {
        return new Location(
            image.template(), i + 1, column(lines.get(i), lines.get(i).indexOf("image:")));
      }
    }
    return new Location(image.template(), 1, 1);
  }

  private UserException refusal(Location where, String name) {
    return UserException.at(
        where,
        "the chart has the image '" + name + "' here, and not as an entry under " + rules.path(),
        "move it to an entry under "
            + rules.path()
            + ", set images.path, or run with --if-missing add to add an entry all the same");
  }

  /** The name with nothing next to it that a name may have. */
  private static Pattern word(String name) {
    return Pattern.compile(
        "(?<![A-Za-z0-9._-])" + Pattern.quote(name) + "(?![A-Za-z0-9_-]|\\.[A-Za-z0-9])");
  }

  private static boolean isComment(String line, int at) {
    for (int i = 0; i < at; i++) {
      if (line.charAt(i) == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static int column(String line, int at) {
    return line.codePointCount(0, at) + 1;
  }
}
