package chartbot.disk;

import chartbot.chart.FileEdit;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Writes several files, all or none: everything is written beside its place first, then renamed
 * into it; when one rename fails, the earlier ones are taken back, and what cannot be is kept
 * beside.
 */
final class AtomicFiles {

  /** Puts a finished file in the place of another; a test's seam for a disk that fails. */
  @FunctionalInterface
  interface Replacement {
    void replace(Path from, Path to) throws IOException;
  }

  /** A file written beside its place, and what puts the place back as it was. */
  private record Staged(String path, Path place, Path written, Optional<Path> backup) {}

  private final Path shown;
  private final Path root;
  private final Replacement replacement;

  AtomicFiles(Path shown, Path root, Replacement replacement) {
    this.shown = shown;
    this.root = root;
    this.replacement = replacement;
  }

  static void replace(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  void write(List<FileEdit> edits) throws UserException, EnvironmentException {
    Deque<Path> directories = new ArrayDeque<>();
    List<Staged> staged = new ArrayList<>();
    List<Staged> lost = new ArrayList<>();
    boolean done = false;
    try {
      for (FileEdit edit : edits) {
        staged.add(stage(edit, directories));
        refuseTheSamePlace(staged);
      }
      renameAll(staged, lost);
      done = true;
    } catch (IOException e) {
      throw EnvironmentException.lasting(
          "the chart cannot be written: " + e.getMessage() + "; " + left(lost),
          "see that the directory is writable and the disk not full"
              + (lost.isEmpty() ? "" : ", then put back by hand what is named above"),
          e);
    } finally {
      staged.removeAll(lost);
      cleanUp(staged, directories, done);
    }
  }

  /** The later of two edits of one file would undo the other. */
  private void refuseTheSamePlace(List<Staged> staged) throws UserException {
    Staged last = staged.get(staged.size() - 1);
    for (Staged other : staged.subList(0, staged.size() - 1)) {
      if (other.place().equals(last.place())) {
        throw new UserException(
            shown.resolve(other.path())
                + " and "
                + shown.resolve(last.path())
                + " are the same file, through a link; nothing was written",
            "name one of the two in images.values-files");
      }
    }
  }

  private Staged stage(FileEdit edit, Deque<Path> directories) throws IOException, UserException {
    Path place = place(edit.path());
    requireUnchanged(edit, place);
    Path directory = place.getParent();
    if (directory == null) {
      throw new IOException(place + " has no directory");
    }
    createDirectories(directory, directories);
    Path written = Files.createTempFile(directory, ".chartbot-", ".tmp");
    Optional<Path> backup = Optional.empty();
    try {
      writeDurably(written, edit.after());
      keepMode(place, written, edit.before().isPresent());
      if (edit.before().isPresent()) {
        backup = Optional.of(backUp(place));
      }
      return new Staged(edit.path(), place, written, backup);
    } catch (IOException e) {
      Files.deleteIfExists(written);
      throw e;
    }
  }

  /** The real file, so that a link stays a link; never outside the chart. */
  private Path place(String path) throws IOException, UserException {
    Path place = root.resolve(path).normalize();
    if (!place.startsWith(root)) {
      throw new UserException(path + " is outside the chart " + shown);
    }
    Path existing = place;
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = parent(existing);
    }
    if (!existing.toRealPath().startsWith(root)) {
      throw new UserException(
          shown.resolve(path) + " leads out of the chart through a link", "edit the real chart");
    }
    return existing.equals(place) ? place.toRealPath() : place;
  }

  private Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? root : parent;
  }

  private void requireUnchanged(FileEdit edit, Path place) throws IOException, UserException {
    boolean unchanged =
        edit.before().isPresent()
            ? Files.isRegularFile(place)
                && Arrays.equals(edit.before().get(), Files.readAllBytes(place))
            : !Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    if (!unchanged) {
      throw new UserException(
          shown.resolve(edit.path()) + " changed while chartbot was at work; nothing was written",
          "run the command again");
    }
  }

  private static void createDirectories(Path directory, Deque<Path> created) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path d = directory; d != null && !Files.exists(d); d = d.getParent()) {
      missing.push(d);
    }
    for (Path d : missing) {
      Files.createDirectory(d);
      created.push(d);
    }
  }

  private static void writeDurably(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** A replaced file keeps its mode; a new one gets what the directory's other files would get. */
  private static void keepMode(Path place, Path written, boolean exists) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(written, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    if (exists) {
      view.setPermissions(Files.getPosixFilePermissions(place));
      return;
    }
    Path probe = written.resolveSibling(written.getFileName() + ".new");
    Files.createFile(probe); // unlike a temporary file, a plain one follows the umask
    try {
      view.setPermissions(Files.getPosixFilePermissions(probe));
    } finally {
      Files.delete(probe);
    }
  }

  /** The same file under a second name where the file system can, else a copy. */
  private static Path backUp(Path place) throws IOException {
    Path directory = place.resolveSibling(".");
    Path backup = Files.createTempFile(directory.normalize(), ".chartbot-", ".bak");
    Files.delete(backup);
    try {
      Files.createLink(backup, place);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(place, backup, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return backup;
  }

  /**
   * @param lost takes what is neither written with the others nor as it was
   */
  private void renameAll(List<Staged> staged, List<Staged> lost) throws IOException {
    Deque<Staged> renamed = new ArrayDeque<>();
    try {
      for (Staged file : staged) {
        replacement.replace(file.written(), file.place());
        renamed.push(file);
      }
    } catch (IOException | RuntimeException e) {
      for (Staged file : renamed) {
        takeBack(file, e, lost);
      }
      throw e;
    }
  }

  private void takeBack(Staged file, Exception failure, List<Staged> lost) {
    try {
      if (file.backup().isPresent()) {
        replacement.replace(file.backup().get(), file.place());
      } else {
        Files.delete(file.place());
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
      lost.add(file);
    }
  }

  private String left(List<Staged> lost) {
    if (lost.isEmpty()) {
      return "nothing was changed";
    }
    List<String> left = new ArrayList<>();
    for (Staged file : lost) {
      left.add(
          shown.resolve(file.path())
              + " could not be taken back, "
              + file.backup()
                  .map(backup -> "as it was it is in " + backup)
                  .orElse("it was not there before"));
    }
    return String.join("; ", left);
  }

  private static void cleanUp(List<Staged> staged, Deque<Path> directories, boolean done) {
    for (Staged file : staged) {
      deleteQuietly(file.written());
      file.backup().ifPresent(AtomicFiles::deleteQuietly);
    }
    if (!done) {
      directories.forEach(AtomicFiles::deleteQuietly);
    }
  }

  /** What is left over does no harm; what failed before matters more. */
  private static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }
}
