package chartbot.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an update makes of a chart.
 *
 * @param files the files that change, values files first; empty when the chart has it all already
 * @param images what happens to each image asked for, in the order asked; those that the chart has
 *     at the tag asked for are in it too, with {@code from} equal to {@code to}
 * @param notes what the person should know: a template kept because a person edited it, ...
 * @param keptTemplates Job templates that stay because a person edited them: as they are, and as
 *     chartbot would write them; nothing of it is in {@code files}
 * @param version how the chart's own version changes; empty where it stays
 */
public record ChartEdit(
    List<FileEdit> files,
    List<ImageChange> images,
    List<String> notes,
    List<FileEdit> keptTemplates,
    Optional<VersionChange> version) {

  static final ChartEdit NONE = new ChartEdit(List.of(), List.of(), List.of());

  public ChartEdit {
    files = List.copyOf(files);
    images = List.copyOf(images);
    notes = List.copyOf(notes);
    keptTemplates = List.copyOf(keptTemplates);
  }

  /** An edit that keeps no edited template, and the chart's version. */
  public ChartEdit(List<FileEdit> files, List<ImageChange> images, List<String> notes) {
    this(files, images, notes, List.of(), Optional.empty());
  }

  /** This edit and one of what it makes of the chart, as one edit. */
  ChartEdit then(ChartEdit next) {
    Map<String, FileEdit> all = new LinkedHashMap<>();
    files.forEach(file -> all.put(file.path(), file));
    for (FileEdit file : next.files) {
      FileEdit earlier = all.get(file.path());
      Optional<byte[]> before = earlier == null ? file.before() : earlier.before();
      all.put(file.path(), new FileEdit(file.path(), before, file.after(), file.removed()));
    }
    return new ChartEdit(
        List.copyOf(all.values()),
        both(images, next.images),
        both(notes, next.notes),
        both(keptTemplates, next.keptTemplates),
        next.version);
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  public boolean isEmpty() {
    return files.isEmpty();
  }
}
