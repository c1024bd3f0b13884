package chartbot.update;

import chartbot.chart.FileEdit;
import java.util.List;

/** Shows edits as Git shows them. */
public interface TextDiff {

  /** A unified diff with three lines of context; paths as given, prefixed a/ and b/. */
  String unified(List<FileEdit> edits);
}
