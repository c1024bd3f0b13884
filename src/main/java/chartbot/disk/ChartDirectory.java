package chartbot.disk;

import chartbot.chart.FileEdit;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedEnvironmentException;
import chartbot.error.UserException;
import chartbot.update.WritableChart;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A chart in a directory on the local disk. */
public final class ChartDirectory implements WritableChart {

  private final Path shown;
  private final Path root;
  private final SortedMap<String, Path> files;

  private ChartDirectory(Path shown, Path root, SortedMap<String, Path> files) {
    this.shown = shown;
    this.root = root;
    this.files = files;
  }

  /**
   * Looks at a chart's directory.
   *
   * @throws UserException when it is no chart, or a file of it cannot be read
   */
  public static ChartDirectory open(Path directory) throws UserException {
    if (!Files.isDirectory(directory)) {
      throw new UserException(
          directory + (Files.exists(directory) ? " is not a directory" : " does not exist"),
          "give the chart's directory, the one that holds Chart.yaml");
    }
    try {
      Path root = directory.toRealPath();
      ChartDirectory chart = new ChartDirectory(directory, root, list(root));
      if (!chart.files.containsKey("Chart.yaml")) {
        throw new UserException(
            directory + " is not a Helm chart: it has no Chart.yaml",
            "give the chart's directory, the one that holds Chart.yaml");
      }
      return chart;
    } catch (IOException e) {
      throw new UserException(directory + " cannot be read: " + e.getMessage(), null, e);
    }
  }

  /** Regular files by path; links count where they lead to a file of the same chart. */
  private static SortedMap<String, Path> list(Path root) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean git = directory.endsWith(".git");
            return git ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() || leadsToFileWithin(root, file, attributes)) {
              files.put(root.relativize(file).toString().replace('\\', '/'), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean leadsToFileWithin(Path root, Path file, BasicFileAttributes attributes)
      throws IOException {
    return attributes.isSymbolicLink()
        && Files.isRegularFile(file)
        && file.toRealPath().startsWith(root);
  }

  @Override
  public Optional<byte[]> read(String path) {
    Path file = files.get(path);
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedEnvironmentException(
          EnvironmentException.lasting(
              shown.resolve(path) + " cannot be read: " + e.getMessage(),
              "look at its permissions",
              e));
    }
  }

  @Override
  public String whyAbsent(String path) {
    Path file = root.resolve(path);
    if (Files.isDirectory(file)) {
      return "it is a directory, not a file";
    }
    if (Files.isSymbolicLink(file)) {
      return Files.exists(file)
          ? "it is a link that leads out of the chart"
          : "it is a link that leads to no file";
    }
    return WritableChart.super.whyAbsent(path);
  }

  @Override
  public List<String> paths(String folder) {
    return files.keySet().stream().filter(path -> path.startsWith(folder)).toList();
  }

  @Override
  public void write(List<FileEdit> edits) throws UserException, EnvironmentException {
    new AtomicFiles(shown, root, AtomicFiles::replace).write(edits);
  }
}
