package chartbot.disk;

import chartbot.error.UserException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the files of a chart, as Helm does: through links. */
final class ChartListing implements FileVisitor<Path> {

  /** What Helm reads of every chart; nothing else there needs to be a file. */
  private static final Set<String> READ_BY_HELM =
      Set.of("Chart.yaml", "values.yaml", "templates", "charts", "crds");

  private static final int MOST_FILES = 100_000;

  private final ChartLocation location;
  private final SortedMap<String, Path> files = new TreeMap<>();
  private final List<Path> leftovers = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  private ChartListing(ChartLocation location) {
    this.location = location;
  }

  /**
   * Looks at everything below the chart's folder.
   *
   * @throws UserException when Helm would read what is no file or leads out of the project
   */
  static ChartListing of(ChartLocation location) throws IOException, UserException {
    ChartListing listing = new ChartListing(location);
    Files.walkFileTree(
        location.root(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
    if (!listing.refused.isEmpty()) {
      throw new UserException(
          String.join("\n", listing.refused),
          "a chart is made of regular files and folders, and of links that stay in its project");
    }
    return listing;
  }

  /** Regular files by their paths in the chart. */
  SortedMap<String, Path> files() {
    return files;
  }

  /** What killed runs have left behind. */
  List<Path> leftovers() {
    return leftovers;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    if (directory.endsWith(".git")) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (!location.isWithin(directory.toRealPath())) {
      refuse(directory, "is a link that leads out of the project");
      return FileVisitResult.SKIP_SUBTREE;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (Leftovers.isOne(file)) {
      leftovers.add(file);
    } else if (!Files.exists(file)) {
      refuse(file, "is a link that leads to no file");
    } else if (!location.isWithin(file.toRealPath())) {
      refuse(file, "is a link that leads out of the project");
    } else if (!attributes.isRegularFile()) {
      refuse(file, "is no regular file but a pipe, socket or device");
    } else {
      files.put(path(file), file);
      if (files.size() > MOST_FILES) {
        throw new IOException("more than " + MOST_FILES + " files, with what links lead to");
      }
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
    if (!(fault instanceof FileSystemLoopException)) {
      throw fault;
    }
    refuse(file, "is a link that leads back to where it is");
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException fault) throws IOException {
    if (fault != null) {
      throw fault;
    }
    return FileVisitResult.CONTINUE;
  }

  private void refuse(Path file, String what) {
    if (READ_BY_HELM.contains(location.root().relativize(file).getName(0).toString())) {
      refused.add(location.shown().resolve(path(file)) + " " + what);
    }
  }

  private String path(Path file) {
    return location.root().relativize(file).toString().replace('\\', '/');
  }
}
