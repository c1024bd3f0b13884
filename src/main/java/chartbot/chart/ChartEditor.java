package chartbot.chart;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns images asked for into edits of a chart's values files and Job templates. */
public final class ChartEditor {

  private final JobTemplates templates;

  public ChartEditor(JobTemplates templates) {
    this.templates = templates;
  }

  /** Works out the edit without asking Helm what the chart deploys: templates are searched. */
  public ChartEdit edit(ChartFiles chart, EditRequest request) throws UserException {
    return edit(chart, request, Deployments.unknown());
  }

  /**
   * Works out the edit; writes nothing.
   *
   * @throws UserException when the chart cannot be edited safely, or does not have an image that is
   *     to go, or still uses it elsewhere; with file, line and column
   */
  public ChartEdit edit(ChartFiles chart, EditRequest request, Deployments deployments)
      throws UserException {
    ChartEdit edit = ChartEdit.NONE;
    if (!request.gone().isEmpty()) {
      edit = ImageRemoval.edit(chart, request);
    }
    for (Map.Entry<String, Image> image : request.renamed().entrySet()) {
      edit =
          edit.then(
              ImageRenaming.edit(
                  new EditedChart(chart, edit),
                  image.getKey(),
                  image.getValue(),
                  request,
                  templates));
    }
    EditRequest staying = request.staying();
    if (!staying.images().isEmpty()) {
      edit = edit.then(additions(new EditedChart(chart, edit), staying, deployments));
    }
    return versioned(chart, request.version(), edit);
  }

  private ChartEdit additions(ChartFiles chart, EditRequest request, Deployments deployments)
      throws UserException {
    Markers markers = new Markers(chart, request, deployments);
    ValuesEditor values = ValuesEditor.edit(chart, request, markers);
    JobTemplateFile file =
        new JobTemplateFile(templates, chart, markers, request.overwriteTemplate());
    List<FileEdit> written = new ArrayList<>();
    List<FileEdit> kept = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (ImageChange change : values.changes()) {
      Image image = new Image(change.name(), change.to());
      if (request.withJob(image) && request.rules().isModel(image.name())) {
        JobImage job = JobImage.of(change.name(), change.key(), request.rules());
        JobTemplateFile.Outcome outcome =
            file.plan(image, job, request.rules(), request.jobs().of(image.name()));
        if (outcome.edit().isPresent()) {
          refuseSharedTemplate(image.name(), request, values);
        }
        outcome.edit().ifPresent(written::add);
        outcome.kept().ifPresent(kept::add);
        notes.addAll(outcome.notes());
        if (outcome.readsSection()) {
          values.addSection(image.name());
        }
      }
    }
    List<FileEdit> files = new ArrayList<>(values.edits());
    files.addAll(written);
    notes.addAll(0, values.notes());
    return new ChartEdit(files, values.changes(), notes, kept, Optional.empty());
  }

  /** With and without the prefix of model images, two names lead to one template. */
  private static void refuseSharedTemplate(String name, EditRequest request, ValuesEditor values)
      throws UserException {
    ImageRules rules = request.rules();
    String path = JobTemplateFile.path(name, rules);
    Set<String> others = new TreeSet<>(values.names());
    request.images().forEach(image -> others.add(image.name()));
    for (String other : others) {
      if (!other.equals(name)
          && rules.isModel(other)
          && JobTemplateFile.path(other, rules).equals(path)) {
        throw new UserException(
            path + ": images '" + name + "' and '" + other + "' would share this template",
            "rename one of them, or run with --no-job for one");
      }
    }
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
