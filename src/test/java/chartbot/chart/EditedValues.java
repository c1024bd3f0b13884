package chartbot.chart;

import chartbot.error.UserException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Edits of values files as users get them, with sections for Jobs. */
final class EditedValues {

  private static final ChartEditor EDITOR = new ChartEditor(new NoTemplates());

  private EditedValues() {}

  /**
   * The values files that change. An image that is missing is a model image here, whatever its
   * name: others are not added with a Job.
   */
  static List<FileEdit> files(ChartFiles chart, EditRequest request) throws UserException {
    ImageRules rules = request.rules();
    Set<String> models = new HashSet<>(rules.models());
    request.images().forEach(image -> models.add(image.name()));
    EDITOR
        .edit(
            chart,
            new EditRequest(
                request.images(), rules, request.jobs(), EditRequest.IfMissing.SKIP, false, false))
        .images()
        .forEach(there -> models.remove(there.name()));
    return EDITOR
        .edit(
            chart,
            new EditRequest(
                request.images(),
                new ImageRules(
                    rules.prefix(), models, rules.tagPattern(), rules.path(), rules.valuesFiles()),
                request.jobs(),
                request.ifMissing(),
                request.withJob(),
                request.overwriteTemplate()))
        .files()
        .stream()
        .filter(file -> !file.path().startsWith(ChartFiles.TEMPLATES))
        .toList();
  }

  private static final class NoTemplates implements JobTemplates {

    @Override
    public String fingerprint(JobImage image, JobSettings settings) {
      return "none";
    }

    @Override
    public String render(JobImage image, JobSettings settings) {
      return "";
    }
  }
}
