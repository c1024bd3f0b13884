package chartbot.chart;

import chartbot.failure.UserException;
import java.util.List;

/** Turns images asked for into edits of a chart's values files and Job templates. */
public final class ChartEditor {

  private final JobTemplates templates;

  public ChartEditor(JobTemplates templates) {
    this.templates = templates;
  }

  /**
   * Works out the edit; writes nothing.
   *
   * @throws UserException when the chart cannot be edited safely, with file, line and column
   */
  public ChartEdit edit(ChartFiles chart, EditRequest request) throws UserException {
    if (chart.paths().isEmpty() || request.images().isEmpty()) {
      return new ChartEdit(List.of(), List.of(), List.of());
    }
    throw new UserException("not built yet: " + templates);
  }
}
