package chartbot.sandbox;

import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies and deletes whole folders. */
final class Trees {

  private Trees() {}

  /** Copies all of a folder into another, which need not exist. */
  static void copy(Path from, Path to) throws IOException {
    for (Path source : list(from)) {
      Path target = to.resolve(from.relativize(source).toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else {
        Files.copy(source, target);
      }
    }
  }

  /**
   * Deletes a folder with all in it, as far as it can; says whether it is gone. A process that
   * still writes may add to it meanwhile, so it is tried more than once.
   */
  static boolean delete(Path folder) {
    for (int attempt = 0; attempt < 5 && Files.exists(folder); attempt++) {
      try {
        list(folder).stream().sorted(reverseOrder()).forEach(Trees::deleteOne);
      } catch (IOException | UncheckedIOException e) {
        // Something came or went while we were looking: look again.
      }
    }
    return !Files.exists(folder);
  }

  private static void deleteOne(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The next attempt, or the caller's look at what is left, shows.
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList();
    }
  }
}
