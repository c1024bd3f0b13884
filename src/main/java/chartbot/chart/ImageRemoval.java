package chartbot.chart;

import chartbot.error.DidYouMean;
import chartbot.error.UserException;
import chartbot.yaml.YamlEditor.Above;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes images out of a chart: entries, Job sections and generated templates. */
final class ImageRemoval {

  private final ChartFiles chart;
  private final EditRequest request;
  private final List<ImageChange> changes = new ArrayList<>();
  private final Set<String> withSection = new HashSet<>();

  private ImageRemoval(ChartFiles chart, EditRequest request) {
    this.chart = chart;
    this.request = request;
  }

  /**
   * Works out the edit; writes nothing.
   *
   * @throws UserException when the chart does not have an image, still uses one, or cannot be
   *     edited safely
   */
  static ChartEdit edit(ChartFiles chart, EditRequest request) throws UserException {
    return new ImageRemoval(chart, request).edit();
  }

  private ChartEdit edit() throws UserException {
    List<FileEdit> files = whatAnAdditionMade();
    if (files.isEmpty()) {
      files = values(Above.COMMENTS, Above.COMMENTS);
    }
    List<FileEdit> all = new ArrayList<>(files);
    for (String name : request.gone()) {
      template(name).ifPresent(all::add);
    }
    Set<String> ignored = new HashSet<>(request.rules().valuesFiles());
    all.forEach(file -> ignored.add(file.path()));
    ImageUses uses = new ImageUses(chart, ignored);
    for (String name : request.gone()) {
      uses.refuse(name);
    }
    return new ChartEdit(all, changes, List.of());
  }

  /**
   * The removal that an addition of the same images would undo byte by byte, so that comments and
   * blank lines stay that it has found there already; empty where there is none.
   */
  private List<FileEdit> whatAnAdditionMade() throws UserException {
    for (Above image : List.of(Above.BLANK_LINES, Above.NOTHING)) {
      for (Above section : List.of(Above.BLANK_LINES, Above.NOTHING)) {
        List<FileEdit> files = values(image, section);
        if (isUndoneByAddition(files)) {
          return files;
        }
      }
    }
    return List.of();
  }

  private List<FileEdit> values(Above image, Above section) throws UserException {
    changes.clear();
    List<ValuesFile> files = ValuesFile.all(chart, request.rules());
    for (String name : request.gone()) {
      remove(name, files, image, section);
    }
    List<FileEdit> edits = new ArrayList<>();
    for (ValuesFile file : files) {
      for (String name : request.gone()) {
        file.refuseOtherUses(name);
      }
      file.edit().ifPresent(edits::add);
    }
    return edits;
  }

  private void remove(String name, List<ValuesFile> files, Above image, Above section)
      throws UserException {
    Optional<ImageChange> change = Optional.empty();
    for (ValuesFile file : files) {
      Optional<ImageChange> here = file.removeImage(name, image);
      change = change.isPresent() ? change : here;
    }
    if (change.isEmpty()) {
      Set<String> names = new TreeSet<>();
      files.forEach(file -> names.addAll(file.imageNames()));
      throw files
          .get(0)
          .refusal(
              "the chart has no image '" + name + "'" + DidYouMean.hint(name, names),
              "check the name");
    }
    changes.add(change.get());
    for (ValuesFile file : files) {
      if (file.removeSection(JobSection.nameOf(name), section)) {
        withSection.add(name);
      }
    }
  }

  /** Whether adding the images again gives the very bytes that are there. */
  private boolean isUndoneByAddition(List<FileEdit> without) {
    Map<String, byte[]> now = new HashMap<>();
    without.forEach(file -> now.put(file.path(), file.after()));
    ChartFiles bare =
        new ChartFiles() {
          @Override
          public Optional<byte[]> read(String path) {
            return Optional.ofNullable(now.get(path)).or(() -> chart.read(path));
          }

          @Override
          public List<String> paths(String folder) {
            return List.of();
          }
        };
    List<Image> images = new ArrayList<>();
    changes.forEach(change -> images.add(new Image(change.name(), change.from().orElse(""))));
    try {
      List<FileEdit> again =
          ValuesEditor.entries(bare, request.rules(), request.jobs(), images, withSection);
      return again.size() == without.size()
          && again.stream()
              .allMatch(
                  file -> Arrays.equals(file.after(), chart.read(file.path()).orElse(new byte[0])));
    } catch (UserException notAnAddition) {
      return false;
    }
  }

  private Optional<FileEdit> template(String name) throws UserException {
    String path = JobTemplateFile.path(name, request.rules());
    Optional<byte[]> bytes = chart.read(path);
    return bytes.isPresent()
            && JobTemplateFile.isGenerated(path, bytes.get(), request.overwriteTemplate())
        ? Optional.of(FileEdit.removal(path, bytes.get()))
        : Optional.empty();
  }
}
