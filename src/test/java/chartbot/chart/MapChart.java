package chartbot.chart;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A chart in memory. */
final class MapChart implements ChartFiles {

  private final TreeMap<String, byte[]> files = new TreeMap<>();

  MapChart with(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  MapChart with(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  MapChart apply(FileEdit edit) {
    files.put(edit.path(), edit.after());
    return this;
  }

  byte[] bytes(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public List<String> paths(String folder) {
    return files.keySet().stream().filter(path -> path.startsWith(folder)).toList();
  }
}
