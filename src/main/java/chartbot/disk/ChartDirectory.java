package chartbot.disk;

import chartbot.chart.FileEdit;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedChartbotException;
import chartbot.error.UserException;
import chartbot.update.WritableChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A chart in a directory on the local disk. */
public final class ChartDirectory implements WritableChart {

  private final ChartLocation location;
  private final SortedMap<String, Path> files;
  private final Disk disk;
  private final List<String> notes;

  private ChartDirectory(
      ChartLocation location, SortedMap<String, Path> files, Disk disk, List<String> notes) {
    this.location = location;
    this.files = files;
    this.disk = disk;
    this.notes = notes;
  }

  /**
   * Looks at a chart's directory, and ends what an interrupted run has begun to write there.
   *
   * @throws UserException when it is no chart, or a file of it cannot be read
   */
  public static ChartDirectory open(Path directory) throws UserException {
    return open(directory, new Disk());
  }

  static ChartDirectory open(Path directory, Disk disk) throws UserException {
    if (!Files.isDirectory(directory)) {
      throw new UserException(
          directory + (Files.exists(directory) ? " is not a directory" : " does not exist"),
          "give the chart's directory, the one that holds Chart.yaml");
    }
    try {
      ChartLocation location = ChartLocation.of(directory);
      List<String> notes = WriteJournal.recover(location, disk).stream().toList();
      ChartListing listing = ChartListing.of(location);
      if (!listing.files().containsKey("Chart.yaml")) {
        throw new UserException(
            directory + " is not a Helm chart: it has no Chart.yaml",
            "give the chart's directory, the one that holds Chart.yaml");
      }
      Leftovers.clean(listing.leftovers(), disk);
      return new ChartDirectory(location, listing.files(), disk, notes);
    } catch (IOException e) {
      throw new UserException(directory + " cannot be read: " + e.getMessage(), null, e);
    }
  }

  @Override
  public List<String> notes() {
    return notes;
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
      throw new UncheckedChartbotException(
          EnvironmentException.permanent(
              location.shown().resolve(path) + " cannot be read: " + e.getMessage(),
              "look at its permissions",
              e));
    }
  }

  @Override
  public String whyAbsent(String path) {
    Path file = location.root().resolve(path);
    if (Files.isDirectory(file)) {
      return "it is a directory, not a file";
    }
    if (Files.isSymbolicLink(file)) {
      return Files.exists(file)
          ? "it is a link that leads out of the project"
          : "it is a link that leads to no file";
    }
    return Files.exists(file) ? "it is no regular file" : WritableChart.super.whyAbsent(path);
  }

  @Override
  public List<String> paths(String folder) {
    return files.keySet().stream().filter(path -> path.startsWith(folder)).toList();
  }

  @Override
  public Map<String, byte[]> neighbour(String folder) {
    Map<String, byte[]> contents = new TreeMap<>();
    try {
      Path real = location.root().resolve(folder).normalize();
      if (!Files.isDirectory(real) || !location.isWithin(real.toRealPath())) {
        return contents;
      }
      ChartLocation there = new ChartLocation(real, real.toRealPath(), location.project());
      for (Map.Entry<String, Path> file : ChartListing.of(there).files().entrySet()) {
        contents.put(file.getKey(), Files.readAllBytes(file.getValue()));
      }
      return contents;
    } catch (UserException e) {
      throw new UncheckedChartbotException(e);
    } catch (IOException e) {
      throw new UncheckedChartbotException(
          EnvironmentException.permanent(
              location.shown().resolve(folder) + " cannot be read: " + e.getMessage(),
              "look at its permissions",
              e));
    }
  }

  @Override
  public void write(List<FileEdit> edits) throws UserException, EnvironmentException {
    new AtomicFiles(location, disk).write(edits);
  }
}
