package chartbot.git;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * A bare repository that outlives the run, held by an exclusive lock that ends with the process. It
 * may have been left by a process that was killed: whoever uses it must be ready to {@link #drop}
 * it.
 */
final class CachedStore implements Store {

  /** Each fetch that brings something adds a pack, each run a few loose objects. */
  static final int MOST_PACKS = 30;

  static final int MOST_LOOSE_OBJECTS = 1000;

  /** What no run has used for so long goes when a project is new in the cache. */
  static final Duration LONG_UNUSED = Duration.ofDays(30);

  private static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel channel;
  private @Nullable Repository repository;

  private CachedStore(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the repository, created again where it is damaged.
   *
   * @param origin what the repository must be of; one of something else is replaced
   * @return empty when another run has it
   */
  static Optional<CachedStore> open(Path cache, String key, String origin) throws IOException {
    FileChannel channel =
        FileChannel.open(
            cache.resolve(key + LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    CachedStore store = new CachedStore(cache.resolve(key), channel);
    try {
      if (!isLocked(channel)) {
        channel.close();
        return Optional.empty();
      }
      store.open(cache, origin);
      return Optional.of(store);
    } catch (IOException | RuntimeException e) {
      store.drop();
      throw e;
    }
  }

  /** The lock ends with the channel. */
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this process has it
    }
  }

  private void open(Path cache, String origin) throws IOException {
    // The lock's time is that of the last use.
    channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
    if (!isSound(origin)) {
      delete();
      Files.createDirectories(folder);
      create(origin);
      evictOthers(cache);
    }
    repository = new FileRepository(git());
  }

  private boolean isSound(String origin) {
    try {
      return Files.readString(marker()).equals(origin) && !isFull();
    } catch (IOException e) {
      return false;
    }
  }

  /** The marker comes last: a repository without one is half made. */
  private void create(String origin) throws IOException {
    try (Repository made = new FileRepository(git())) {
      made.create(true);
    }
    Files.writeString(marker(), origin);
  }

  private void evictOthers(Path cache) {
    try (Stream<Path> locks = Files.list(cache)) {
      Instant now = lastUse(cache.resolve(folder.getFileName() + LOCK));
      for (Path lock : locks.filter(file -> file.toString().endsWith(LOCK)).toList()) {
        Path other = cache.resolve(lock.getFileName().toString().replace(LOCK, ""));
        // Looked at before it is opened: closing a lock that this process holds would end it.
        if (Files.exists(other) && lastUse(lock).plus(LONG_UNUSED).isBefore(now)) {
          evict(other, lock);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // What cannot be deleted hurts no run; the next new project tries again.
      return;
    }
  }

  private static Instant lastUse(Path lock) throws IOException {
    return Files.getLastModifiedTime(lock).toInstant();
  }

  private static void evict(Path other, Path lock) throws IOException {
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      if (isLocked(channel)) {
        new CachedStore(other, channel).delete();
      }
    }
  }

  private boolean isFull() {
    File objects = new File(git(), "objects");
    int loose = 0;
    for (String name : names(objects)) {
      loose += name.length() == 2 ? names(new File(objects, name)).length : 0;
    }
    // Packs come with an index and sometimes more; what a killed run left counts too.
    return loose > MOST_LOOSE_OBJECTS || names(new File(objects, "pack")).length > 2 * MOST_PACKS;
  }

  private static String[] names(File folder) {
    String[] names = folder.list();
    return names == null ? new String[0] : names;
  }

  private File git() {
    return folder.resolve("git").toFile();
  }

  private Path marker() {
    return folder.resolve("origin");
  }

  @Override
  public Repository repository() {
    if (repository == null) {
      throw new IllegalStateException("not open");
    }
    return repository;
  }

  @Override
  public boolean isCache() {
    return true;
  }

  /** The marker goes first, so that half a deletion is not taken for a repository. */
  private void delete() throws IOException {
    Files.deleteIfExists(marker());
    FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
  }

  @Override
  public void drop() {
    try (channel) {
      if (repository != null) {
        repository.close();
      }
      delete();
    } catch (IOException e) {
      // Without its marker the next run creates it again and reports what is wrong.
    }
  }

  @Override
  public void close() {
    try (channel) {
      repository().close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    }
  }
}
