package chartbot.chart;

import chartbot.error.UserException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives an image of a chart another name and tag; its place, comments and settings stay. */
final class ImageRenaming {

  private ImageRenaming() {}

  /**
   * Works out the edit; writes nothing.
   *
   * @param from the name that the chart has
   * @param to the name and tag that it is to have
   * @throws UserException when the chart does not have the image, still uses its old name
   *     elsewhere, or cannot be edited safely
   */
  static ChartEdit edit(
      ChartFiles chart, String from, Image to, EditRequest request, JobTemplates templates)
      throws UserException {
    ImageRules rules = request.rules();
    List<FileEdit> files = new ArrayList<>();
    Optional<ImageChange> change = Optional.empty();
    List<ValuesFile> read = ValuesFile.all(chart, rules);
    for (ValuesFile file : read) {
      Optional<ImageChange> here = file.rename(from, to);
      change = change.isPresent() ? change : here;
      file.edit().ifPresent(files::add);
    }
    if (change.isEmpty()) {
      throw read.get(0).refusal("the chart has no image '" + from + "'", "check the name");
    }
    for (ValuesFile file : read) {
      file.refuseOtherUses(from);
    }
    String old = JobTemplateFile.path(from, rules);
    Optional<byte[]> bytes = chart.read(old);
    List<String> notes = new ArrayList<>();
    if (bytes.isPresent()
        && JobTemplateFile.isGenerated(old, bytes.get(), request.overwriteTemplate())) {
      files.add(FileEdit.removal(old, bytes.get()));
      JobSection.refuseBadName(to.name());
      String path = JobTemplateFile.path(to.name(), rules);
      if (chart.read(path).isPresent()) {
        throw new UserException(path + " is there already", "remove it first");
      }
      JobImage image = JobImage.of(to.name(), change.get().key(), rules);
      JobSettings settings = request.jobs().of(to.name());
      String text =
          GeneratedTemplate.of(
              templates.fingerprint(image, settings), templates.render(image, settings));
      files.add(new FileEdit(path, Optional.empty(), text.getBytes(StandardCharsets.UTF_8)));
    }
    Set<String> ignored = new HashSet<>(rules.valuesFiles());
    files.forEach(file -> ignored.add(file.path()));
    new ImageUses(chart, ignored).refuse(from);
    ImageChange gone = new ImageChange(from, change.get().from(), "");
    return new ChartEdit(files, List.of(gone, change.get()), notes);
  }
}
