package chartbot.update;

import chartbot.chart.FileEdit;
import java.util.List;

/** Shows edits as Git shows them. */
public interface TextDiff {

  /** A unified diff with three lines of context; paths as given, prefixed a/ and b/. */
  default String unified(List<FileEdit> edits) {
    return unified("", edits);
  }

  /**
   * The same of files in a folder, as it is to be applied from outside of it.
   *
   * @param folder empty: none
   */
  String unified(String folder, List<FileEdit> edits);
}
