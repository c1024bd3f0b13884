package chartbot.chart;

import java.util.Optional;

/**
 * One file before and after an update; of a YAML file it is proved that nothing else changes.
 *
 * @param path relative to the chart's folder
 * @param before empty for a file that the update creates
 * @param after no bytes for a file that the update removes
 * @param removed whether the file goes
 */
@SuppressWarnings("ArrayRecordComponent") // carried from reader to writer, never compared
public record FileEdit(String path, Optional<byte[]> before, byte[] after, boolean removed) {

  /** A file that is there afterwards. */
  public FileEdit(String path, Optional<byte[]> before, byte[] after) {
    this(path, before, after, false);
  }

  /** A file that goes. */
  public static FileEdit removal(String path, byte[] before) {
    return new FileEdit(path, Optional.of(before), new byte[0], true);
  }
}
