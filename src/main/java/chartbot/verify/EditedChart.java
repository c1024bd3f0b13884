package chartbot.verify;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.FileEdit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A chart as it is once an edit is made. */
final class EditedChart implements ChartFiles {

  private final ChartFiles before;
  private final Map<String, byte[]> edited;

  EditedChart(ChartFiles before, ChartEdit edit) {
    this.before = before;
    this.edited = edit.files().stream().collect(Collectors.toMap(FileEdit::path, FileEdit::after));
  }

  @Override
  public Optional<byte[]> read(String path) {
    byte[] bytes = edited.get(path);
    return bytes == null ? before.read(path) : Optional.of(bytes);
  }

  @Override
  public List<String> paths(String folder) {
    TreeSet<String> paths = new TreeSet<>(before.paths(folder));
    edited.keySet().stream().filter(path -> path.startsWith(folder)).forEach(paths::add);
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
    return files;
  }
}
