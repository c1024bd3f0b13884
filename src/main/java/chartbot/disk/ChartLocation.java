package chartbot.disk;

import chartbot.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a chart's files really are. Links are followed as Helm follows them, as long as they stay
 * in the project: the Git work tree that the chart is in, or its own folder.
 *
 * @param shown the chart's folder as the person named it
 * @param root the same without links
 */
record ChartLocation(Path shown, Path root, Path project) {

  static ChartLocation of(Path directory) throws IOException {
    Path root = directory.toRealPath();
    Path project = root;
    for (Path folder = root; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
        project = folder;
        break;
      }
    }
    return new ChartLocation(directory, root, project);
  }

  /** Whether a real path is one that a chart may be made of. */
  boolean isWithin(Path real) {
    if (!real.startsWith(project)) {
      return false;
    }
    for (Path part : project.relativize(real)) {
      if (part.toString().equals(".git")) {
        return false;
      }
    }
    return true;
  }

  /**
   * The real file of a path of the chart, so that a link stays a link; it need not exist.
   *
   * @throws UserException when it is outside of the project
   */
  Path real(String path) throws IOException, UserException {
    Path place = root.resolve(path).normalize();
    if (!place.startsWith(root)) {
      throw new UserException(path + " is outside the chart " + shown);
    }
    Path existing = place;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = Optional.ofNullable(existing.getParent()).orElse(root);
    }
    Path real = existing.toRealPath();
    if (!isWithin(real)) {
      throw new UserException(
          shown.resolve(path) + " leads out of the project through a link", "edit the real chart");
    }
    return existing.equals(place) ? real : real.resolve(existing.relativize(place));
  }
}
