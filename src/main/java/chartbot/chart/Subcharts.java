package chartbot.chart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Files of subcharts that are vendored as archives.
 *
 * @param unread archives that are none, too large, or in another archive
 */
record Subcharts(List<Subcharts.File> files, List<String> unread) {

  private static final Pattern ARCHIVE = Pattern.compile("charts/[^/]+\\.tgz");
  private static final Pattern VALUES = Pattern.compile(".*/values[^/]*\\.ya?ml");
  private static final String ARCHIVES = ".tgz";

  /**
   * @param path the archive's and the one in it
   */
  record File(String path, String text) {}

  /** Whether a path is that of a values file. */
  static boolean isValues(String path) {
    return VALUES.matcher(path).matches();
  }

  /**
   * Reads all archives.
   *
   * @param wanted by the path of the archive and that in it
   */
  static Subcharts archived(ChartFiles chart, Predicate<String> wanted) {
    List<File> files = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (String path : chart.paths("charts/")) {
      if (ARCHIVE.matcher(path).matches()) {
        try {
          Archive.read(chart.read(path).orElse(new byte[0]))
              .files(name -> name.endsWith(ARCHIVES) || wanted.test(path + "/" + name))
              .forEach((name, bytes) -> files.add(new File(path + "/" + name, text(bytes))));
        } catch (IOException notAnArchive) {
          unread.add(path); // Helm says what is wrong with it
        }
      }
    }
    files.stream().map(File::path).filter(path -> path.endsWith(ARCHIVES)).forEach(unread::add);
    files.removeIf(file -> file.path().endsWith(ARCHIVES));
    return new Subcharts(files, unread);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
