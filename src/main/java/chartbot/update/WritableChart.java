package chartbot.update;

import chartbot.chart.ChartFiles;
import chartbot.chart.FileEdit;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import java.util.List;

/** A chart that can be edited where it is. */
public interface WritableChart extends ChartFiles {

  /** What a person should know of the chart before anything is done to it. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Writes all of the edits or none of them.
   *
   * @throws UserException when a file is no longer what the edit was made from
   * @throws EnvironmentException when it cannot be written; everything is as it was before
   */
  void write(List<FileEdit> edits) throws UserException, EnvironmentException;
}
