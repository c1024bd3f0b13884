package chartbot.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** All that is done to the disk, one step each: a test has each of them fail, or be the last. */
class Disk {

  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory);
  }

  /**
   * Makes a file that was not there, never through a link; it is on the disk afterwards.
   *
   * @param mode what it may be used for, at no time more; empty: as any new file
   */
  void create(Path file, byte[] bytes, Optional<Set<PosixFilePermission>> mode) throws IOException {
    FileAttribute<?>[] attributes =
        mode.map(PosixFilePermissions::asFileAttribute).stream().toArray(FileAttribute<?>[]::new);
    try (FileChannel channel = FileChannel.open(file, NEW, attributes)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    if (mode.isPresent()) { // what the umask took away
      Files.setPosixFilePermissions(file, mode.get());
    }
  }

  /** The same file under a second name where the file system can, else a copy. */
  void keep(Path file, Path second) throws IOException {
    try {
      Files.createLink(second, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, second, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
