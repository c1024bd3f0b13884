package chartbot.chart;

import java.util.List;
import java.util.Optional;

/**
 * The files of one chart as they stand before the update, read on demand. Paths are relative to the
 * chart's folder, with {@code /} between their parts.
 */
public interface ChartFiles {

  /** The bytes of one file, or empty where there is no such regular file. */
  Optional<byte[]> read(String path);

  /** The paths of all regular files of the chart, sorted. */
  List<String> paths();
}
