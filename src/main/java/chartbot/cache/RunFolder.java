package chartbot.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A temporary folder of one process: new, with a random name, for its owner only, and locked until
 * it is deleted or the process ends. So what a killed process left behind can be distinguished from
 * what a running one needs.
 */
public final class RunFolder {

  private static final String LOCK = "lock";

  /** A folder without a lock is being made, or is an old one. */
  private static final Duration MAKING = Duration.ofDays(1);

  private final Path path;
  private final String kind;
  private final FileChannel lock;

  private RunFolder(Path path, String kind, FileChannel lock) {
    this.path = path;
    this.kind = kind;
    this.lock = lock;
  }

  /**
   * Makes an empty folder.
   *
   * @param temporary where
   * @param kind what its name begins with
   */
  public static RunFolder create(Path temporary, String kind) throws IOException {
    Path path = Files.createTempDirectory(temporary, ours(kind));
    FileChannel lock =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    return new RunFolder(path, kind, lock);
  }

  /** The system's folder for temporary files. */
  public static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static String ours(String kind) {
    return kind + ProcessHandle.current().pid() + "-";
  }

  /** The folder; a file {@code lock} in it is not the caller's. */
  public Path path() {
    return path;
  }

  /** Deletes the folder with all that is in it; what cannot be deleted is left to a later run. */
  public void delete() {
    deleteTree(path);
    try {
      lock.close();
    } catch (IOException e) {
      return; // the lock goes with the process
    }
  }

  /** Deletes folders of this kind that ended processes of the same user left next to this one. */
  public void deleteAbandoned() {
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(path.toAbsolutePath().getParent(), kind + "*")) {
      for (Path other : all) {
        // The lock of a file goes when a process closes that file, whoever of it has locked it.
        if (!String.valueOf(other.getFileName()).startsWith(ours(kind)) && isAbandoned(other)) {
          deleteTree(other);
        }
      }
    } catch (IOException | UnsupportedOperationException e) {
      return; // the next run may clean up
    }
  }

  private boolean isAbandoned(Path other) throws IOException {
    if (!Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
        || !Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path))) {
      return false;
    }
    Path file = other.resolve(LOCK);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      FileTime made = Files.getLastModifiedTime(other, LinkOption.NOFOLLOW_LINKS);
      return made.toInstant().isBefore(Instant.now().minus(MAKING));
    }
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock free = channel.tryLock()) {
      return free != null;
    } catch (java.nio.file.NoSuchFileException e) {
      return false; // another process deletes it
    }
  }

  /** Deletes a folder with all that is in it, as far as that works; links are not followed. */
  public static void deleteTree(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      return; // another process deletes it too, or the next run will
    }
  }
}
