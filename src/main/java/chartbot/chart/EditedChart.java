package chartbot.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A chart as it is once an edit is made. */
public final class EditedChart implements ChartFiles {

  private final ChartFiles before;
  private final Map<String, byte[]> edited;
  private final Set<String> removed;

  public EditedChart(ChartFiles before, ChartEdit edit) {
    this(
        before,
        edit.files().stream()
            .filter(file -> !file.removed())
            .collect(Collectors.toMap(FileEdit::path, FileEdit::after)),
        edit.files().stream()
            .filter(FileEdit::removed)
            .map(FileEdit::path)
            .collect(Collectors.toSet()));
  }

  /**
   * @param edited files by path, each as it is afterwards
   */
  public EditedChart(ChartFiles before, Map<String, byte[]> edited) {
    this(before, edited, Set.of());
  }

  private EditedChart(ChartFiles before, Map<String, byte[]> edited, Set<String> removed) {
    this.before = before;
    this.edited = Map.copyOf(edited);
    this.removed = Set.copyOf(removed);
  }

  @Override
  public Optional<byte[]> read(String path) {
    byte[] bytes = edited.get(path);
    if (removed.contains(path)) {
      return Optional.empty();
    }
    return bytes == null ? before.read(path) : Optional.of(bytes);
  }

  @Override
  public String whyAbsent(String path) {
    return before.whyAbsent(path);
  }

  @Override
  public List<String> paths(String folder) {
    TreeSet<String> paths = new TreeSet<>(before.paths(folder));
    edited.keySet().stream().filter(path -> path.startsWith(folder)).forEach(paths::add);
    paths.removeAll(removed);
    return List.copyOf(paths);
  }

  @Override
  public Map<String, byte[]> readAll(String folder) {
    Map<String, byte[]> files = new TreeMap<>(before.readAll(folder));
    edited.forEach(
        (path, bytes) -> {
          if (path.startsWith(folder)) {
            files.put(path, bytes);
          }
        });
    files.keySet().removeAll(removed);
    return files;
  }

  @Override
  public Map<String, byte[]> neighbour(String folder) {
    return before.neighbour(folder);
  }
}
