package chartbot.chart;

import chartbot.failure.UserException;
import java.util.ArrayList;
import java.util.List;

/** Turns images asked for into edits of a chart's values files and Job templates. */
public final class ChartEditor {

  @SuppressWarnings("UnusedVariable") // the step of the Job templates reads it
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
    ValuesEdit values = ValuesEditor.edit(chart, request);
    List<FileEdit> files = new ArrayList<>(values.files());
    List<String> notes = new ArrayList<>(values.notes());
    // The Job templates of values.jobs() come here.
    return new ChartEdit(files, values.images(), notes);
  }
}
