package chartbot.chart;

import chartbot.error.UserException;
import java.util.List;

/** Edits as users get them: with their proofs. */
final class Proven {

  private Proven() {}

  static List<FileEdit> files(ChartFiles chart, EditRequest request) throws UserException {
    List<FileEdit> files = ValuesEditor.edit(chart, request).files();
    for (FileEdit file : files) {
      file.proof().await();
    }
    return files;
  }
}
