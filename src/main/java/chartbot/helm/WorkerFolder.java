package chartbot.helm;

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
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that one worker has on disk. It is the owner's only, and goes with the worker. */
final class WorkerFolder {

  private static final String PREFIX = "chartbot-helm-";
  private static final String OURS = PREFIX + ProcessHandle.current().pid() + "-";
  private static final String LOCK = "lock";

  /** So long it may take to make the lock in a new folder. */
  private static final Duration STARTING = Duration.ofMinutes(1);

  private final Path path;
  private @Nullable FileChannel lock;

  WorkerFolder(Path path) {
    this.path = path;
  }

  /** Makes an empty one with a new random name, locked until it is deleted. */
  static WorkerFolder create(Path temporary) throws IOException {
    WorkerFolder folder = new WorkerFolder(Files.createTempDirectory(temporary, OURS));
    folder.lock =
        FileChannel.open(
            folder.path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    folder.lock.lock();
    for (Path each : List.of(folder.home(), folder.temporary(), folder.work())) {
      Files.createDirectory(each);
    }
    return folder;
  }

  Path path() {
    return path;
  }

  Path home() {
    return path.resolve("home");
  }

  Path temporary() {
    return path.resolve("tmp");
  }

  /** The worker's working folder; nothing is written to it. */
  Path work() {
    return path.resolve("work");
  }

  /** Deletes what is there; what another process deletes meanwhile is no error. */
  void delete() {
    deleteTree(path);
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      return; // the lock goes with the process
    }
  }

  /** Deletes the folders of killed processes: ours by owner, and locked by nobody. */
  void deleteAbandoned() {
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(path.toAbsolutePath().getParent(), PREFIX + "*")) {
      for (Path other : all) {
        // The lock of a file goes when a process closes that file, whoever of it has locked it.
        if (!String.valueOf(other.getFileName()).startsWith(OURS) && isAbandoned(other)) {
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
      FileTime started = Files.getLastModifiedTime(other, LinkOption.NOFOLLOW_LINKS);
      return started.toInstant().isBefore(Instant.now().minus(STARTING));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free != null;
    }
  }

  static void deleteTree(Path root) {
    // Links are deleted, not followed.
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      return; // another process deletes it too, or the next run will
    }
  }
}
