package chartbot.chart;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    ValuesEdit values = ValuesEditor.edit(chart, request);
    List<JobTemplateFile.Outcome> jobs = planTemplates(chart, request, values.jobs());
    return versioned(chart, request.version(), result(values, jobs));
  }

  private List<JobTemplateFile.Outcome> planTemplates(
      ChartFiles chart, EditRequest request, List<JobImage> images) throws UserException {
    JobTemplateFile file = new JobTemplateFile(templates, chart, request.overwriteTemplate());
    List<JobTemplateFile.Outcome> planned = new ArrayList<>();
    for (JobImage image : images) {
      planned.add(file.plan(image, request.rules(), request.jobs().of(image.name())));
    }
    return planned;
  }

  private static ChartEdit result(ValuesEdit values, List<JobTemplateFile.Outcome> jobs) {
    List<FileEdit> files = new ArrayList<>(values.files());
    List<String> notes = new ArrayList<>(values.notes());
    List<FileEdit> kept = new ArrayList<>();
    for (JobTemplateFile.Outcome job : jobs) {
      job.edit().ifPresent(files::add);
      job.kept().ifPresent(kept::add);
      notes.addAll(job.notes());
    }
    return new ChartEdit(files, values.images(), notes, kept, Optional.empty());
  }

  /** A chart that changes becomes the next version; that alone is no reason to change it. */
  private static ChartEdit versioned(ChartFiles chart, VersionBump bump, ChartEdit edit)
      throws UserException {
    if (bump == VersionBump.NONE || edit.isEmpty()) {
      return edit;
    }
    ChartYaml.Bumped bumped = ChartYaml.read(chart).bump(bump);
    List<FileEdit> files = new ArrayList<>(edit.files());
    files.add(bumped.edit());
    return new ChartEdit(
        files, edit.images(), edit.notes(), edit.keptTemplates(), Optional.of(bumped.version()));
  }
}
