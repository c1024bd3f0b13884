package chartbot.chart;

import chartbot.yaml.PendingProof;
import chartbot.yaml.YamlEditor;
import java.util.Optional;

/**
 * One file before and after an update.
 *
 * @param path relative to the chart's folder
 * @param before empty for a file that the update creates
 * @param proof that nothing else changes, to be awaited before the file leaves the process
 */
@SuppressWarnings("ArrayRecordComponent") // carried from reader to writer, never compared
public record FileEdit(String path, Optional<byte[]> before, byte[] after, PendingProof proof) {

  /** A file that is made whole. */
  public FileEdit(String path, Optional<byte[]> before, byte[] after) {
    this(path, before, after, PendingProof.NOT_NEEDED);
  }

  static FileEdit of(String path, byte[] before, YamlEditor.Edited edited) {
    return new FileEdit(path, Optional.of(before), edited.bytes(), edited.proof());
  }
}
