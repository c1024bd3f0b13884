package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.ChartFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A chart in memory, read from a folder or made of one template. */
public final class ChartFolder implements ChartFiles {

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  private ChartFolder() {}

  /** One of {@code src/test/resources/charts}. */
  static ChartFolder named(String name) {
    return in(Path.of("src/test/resources/charts", name));
  }

  static ChartFolder in(Path folder) {
    ChartFolder chart = new ChartFolder();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        chart.files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return chart;
  }

  /** A chart of one template. */
  static ChartFolder of(String template) {
    return new ChartFolder()
        .with("Chart.yaml", "apiVersion: v2\nname: small\nversion: 1.0.0\n")
        .with("templates/it.yaml", template);
  }

  List<String> texts() {
    return files.values().stream().map(bytes -> new String(bytes, UTF_8)).toList();
  }

  ChartFolder with(String path, String text) {
    ChartFolder changed = new ChartFolder();
    changed.files.putAll(files);
    changed.files.put(path, text.getBytes(UTF_8));
    return changed;
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
