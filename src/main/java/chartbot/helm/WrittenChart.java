package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.Archive;
import chartbot.chart.ChartFiles;
import chartbot.helm.Dependencies.Dependency;
import chartbot.verify.RenderOptions.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A chart in a folder that only this user can read, for one rendering. */
final class WrittenChart {

  static final String CHART = "chart";

  private final Path folder;
  private final boolean hooksAreHidden;
  private final List<String> values = new ArrayList<>();
  private final List<String> absent = new ArrayList<>();
  private Optional<String> refusal = Optional.empty();

  private WrittenChart(Path folder, boolean hooksAreHidden) {
    this.folder = folder;
    this.hooksAreHidden = hooksAreHidden;
  }

  /**
   * Writes every file of the chart. A dependency that the chart does not hold is taken from the
   * folder of the project that it names, as Helm does when it fetches dependencies; else it becomes
   * a chart without templates, as whose name and version Helm finds it.
   *
   * @param folder is made
   * @param hooksAreHidden whether the Helm that renders prints no hooks
   */
  static WrittenChart write(
      Path folder, ChartFiles chart, List<Values> values, boolean hooksAreHidden)
      throws IOException {
    WrittenChart written = new WrittenChart(folder, hooksAreHidden);
    for (Map.Entry<String, byte[]> file : chart.readAll("").entrySet()) {
      written.write(file.getKey(), file.getValue());
    }
    int number = 0;
    for (Dependency dependency : Dependencies.absent(chart)) {
      String place = Dependencies.CHARTS + "absent-" + ++number + "/";
      Map<String, byte[]> neighbour = dependency.neighbour(chart);
      for (Map.Entry<String, byte[]> file : neighbour.entrySet()) {
        written.write(place + file.getKey(), file.getValue());
      }
      if (neighbour.isEmpty()) {
        written.leaveOut(dependency, place);
      }
    }
    for (Values file : values) {
      String name = "values-" + written.values.size() + ".yaml";
      create(folder.resolve(name), written.hidden(file.text()));
      written.values.add(name);
    }
    return written;
  }

  /** Names of the values files in the folder, in the order in which they are laid over. */
  List<String> values() {
    return values;
  }

  /** Names of the dependencies that the chart does not hold. */
  List<String> absent() {
    return absent;
  }

  /** Why the chart is not rendered at all. */
  Optional<String> refusal() {
    return refusal;
  }

  /** Adds a template to the chart. */
  void addTemplate(String name, String text) throws IOException {
    create(folder.resolve(CHART).resolve(ChartFiles.TEMPLATES + name), text.getBytes(UTF_8));
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path root = folder.resolve(CHART);
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root)) {
      throw new IOException("a path that leads out of the chart: " + path);
    }
    if (path.endsWith(SchemaReferences.FILE)) {
      refuse(SchemaReferences.refusal(path, bytes));
    }
    create(file, Dependencies.isVendoredArchive(path) ? archive(path, bytes) : hidden(bytes));
  }

  private byte[] archive(String path, byte[] bytes) {
    try {
      Archive archive = Archive.read(bytes);
      archive
          .files(name -> name.endsWith(SchemaReferences.FILE))
          .forEach((name, schema) -> refuse(SchemaReferences.refusal(path + "/" + name, schema)));
      return hooksAreHidden ? archive.with(HookKey::hide) : bytes;
    } catch (IOException e) {
      refuse(Optional.of(path + " cannot be unpacked: " + e.getMessage()));
      return bytes;
    }
  }

  private void leaveOut(Dependency dependency, String place) throws IOException {
    absent.add(dependency.name());
    create(
        folder.resolve(CHART).resolve(place + "Chart.yaml"),
        """
        apiVersion: v2
        name: "%s"
        version: "%s"
        """
            .formatted(dependency.name(), dependency.version())
            .getBytes(UTF_8));
  }

  private void refuse(Optional<String> reason) {
    refusal = refusal.or(() -> reason);
  }

  private byte[] hidden(byte[] file) {
    return hooksAreHidden ? HookKey.hide(file) : file;
  }

  private static void create(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
  }
}
