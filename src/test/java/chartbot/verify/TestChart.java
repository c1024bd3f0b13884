package chartbot.verify;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.FileEdit;
import chartbot.chart.ImageChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A chart in memory that begins as the one in {@code src/test/resources/charts/small}. */
final class TestChart implements ChartFiles {

  private final SortedMap<String, byte[]> files;

  private TestChart(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  /** The chart with all that it depends on. */
  static TestChart small() {
    TestChart chart = withAbsentDependency();
    return chart
        .with(
            "Chart.yaml",
            chart.text("Chart.yaml").replaceFirst("(?s)dependencies:.*?(?=maintainers:)", ""))
        .with("templates/_opendj.tpl", "{{ define \"opendj.name\" }}opendj{{ end }}\n");
  }

  /** The chart as it is: a template includes what only an absent dependency defines. */
  static TestChart withAbsentDependency() {
    return in(Path.of("src/test/resources/charts/small"));
  }

  static TestChart in(Path folder) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TestChart(files);
  }

  static TestChart empty() {
    return new TestChart(new TreeMap<>());
  }

  TestChart with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  TestChart with(String path, byte[] bytes) {
    TreeMap<String, byte[]> changed = new TreeMap<>(files);
    changed.put(path, bytes);
    return new TestChart(changed);
  }

  TestChart without(String path) {
    TreeMap<String, byte[]> changed = new TreeMap<>(files);
    changed.remove(path);
    return new TestChart(changed);
  }

  TestChart replacing(String path, String old, String text) {
    String now = text(path).replace(old, text);
    if (now.equals(text(path))) {
      throw new IllegalArgumentException(path + " has no " + old);
    }
    return with(path, now);
  }

  String text(String path) {
    return new String(Objects.requireNonNull(files.get(path), path), StandardCharsets.UTF_8);
  }

  /** The edit that leads from this chart to the other. */
  ChartEdit to(TestChart other, ImageChange... images) {
    List<FileEdit> edits =
        other.files.keySet().stream()
            .filter(path -> !files.containsKey(path) || !text(path).equals(other.text(path)))
            .map(
                path ->
                    new FileEdit(path, read(path), Objects.requireNonNull(other.files.get(path))))
            .toList();
    return new ChartEdit(edits, List.of(images), List.of());
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
