package chartbot.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of one chart as they stand before the update, read on demand. Paths are relative to the
 * chart's folder, with {@code /} between their parts.
 */
public interface ChartFiles {

  /** The folder of what Helm renders. */
  String TEMPLATES = "templates/";

  /** The bytes of one file, or empty where there is no such regular file. */
  Optional<byte[]> read(String path);

  /** Why there is nothing to read, in words that follow the path. */
  default String whyAbsent(String path) {
    return "the chart has no such file";
  }

  /**
   * The paths of all regular files below a folder of the chart, sorted. A chart may lie among
   * thousands of files that are not its own.
   *
   * @param folder with a slash at its end; empty: the chart's own
   */
  List<String> paths(String folder);

  /** The bytes of all those files by their paths, in that order. */
  default Map<String, byte[]> readAll(String folder) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String path : paths(folder)) {
      read(path).ifPresent(bytes -> files.put(path, bytes));
    }
    return files;
  }

  /**
   * All regular files of another folder of the chart's project, by their paths in it; none where
   * there is no such folder, or outside of the project.
   *
   * @param folder relative to the chart's, such as {@code ../common}
   */
  default Map<String, byte[]> neighbour(String folder) {
    return Map.of();
  }
}
