package chartbot.chart;

import chartbot.error.Location;
import chartbot.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What still uses an image, as a text: templates, helpers, subcharts and values files. */
final class ImageUses {

  /** Comments of Helm and of YAML: blanked, so that places stay. */
  private static final Pattern COMMENT =
      Pattern.compile("\\{\\{-?\\s*+/\\*[\\s\\S]*?\\*/|(?m:^[ \\t]*+#.*+$)");

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:templates/|charts/).*\\.(?:ya?ml|tpl|txt|json)|values[A-Za-z0-9._-]*\\.ya?ml");

  private final ChartFiles chart;
  private final Set<String> ignored;

  /**
   * @param ignored the paths of files that are edited or go
   */
  ImageUses(ChartFiles chart, Set<String> ignored) {
    this.chart = chart;
    this.ignored = Set.copyOf(ignored);
  }

  /**
   * Refuses to take an image away from what uses it, or its Job section.
   *
   * @throws UserException naming file, line and column of the first use
   */
  void refuse(String name) throws UserException {
    for (String path : chart.paths("")) {
      if (TEXT.matcher(path).matches() && !ignored.contains(path)) {
        Optional<byte[]> bytes = chart.read(path);
        if (bytes.isPresent()) {
          refuse(name, path, new String(bytes.get(), StandardCharsets.UTF_8));
        }
      }
    }
    Subcharts archived = Subcharts.archived(chart, path -> TEXT.matcher(path).matches());
    for (Subcharts.File file : archived.files()) {
      refuse(name, file.path(), file.text());
    }
    for (String path : archived.unread()) {
      throw UserException.at(
          new Location(path, 1, 1),
          "this archive cannot be searched for uses of image '" + name + "'",
          "unpack it in charts/, or remove the image by hand");
    }
  }

  private static void refuse(String name, String path, String text) throws UserException {
    Matcher use = word(name).matcher(text);
    if (!use.find()) {
      return;
    }
    StringBuilder bare = new StringBuilder(text);
    Matcher comment = COMMENT.matcher(text);
    while (comment.find()) {
      for (int at = comment.start(); at < comment.end(); at++) {
        if (bare.charAt(at) != '\n') {
          bare.setCharAt(at, ' ');
        }
      }
    }
    use = word(name).matcher(bare);
    if (use.find()) {
      String before = text.substring(0, use.start());
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = 1 + before.length() - (before.lastIndexOf('\n') + 1);
      throw refusal(name, new Location(path, line, column));
    }
  }

  static UserException refusal(String name, Location where) {
    return UserException.at(
        where, "image '" + name + "' is still used here", "change or remove this use first");
  }

  /** The name, or that of its Job section, and no part of a longer one. */
  static Pattern word(String name) {
    return Pattern.compile(
        "(?<![A-Za-z0-9_-])" + Pattern.quote(name) + "(?:-job)?(?![A-Za-z0-9_-])");
  }
}
