package chartbot.disk;

import chartbot.chart.FileEdit;
import chartbot.disk.WriteJournal.Entry;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes several files, all or none: everything is written next to its place first; the rename of a
 * journal decides that it is to be; then each file is renamed into its place. When one of those
 * fails, the earlier ones are taken back.
 */
record AtomicFiles(ChartLocation location, Disk disk) {

  void write(List<FileEdit> edits) throws UserException, EnvironmentException {
    Deque<Path> directories = new ArrayDeque<>();
    List<Entry> staged = new ArrayList<>();
    List<Entry> lost = List.of();
    try {
      for (FileEdit edit : edits) {
        stage(edit, staged, directories);
      }
      WriteJournal journal = new WriteJournal(location, staged, disk);
      journal.begin();
      try {
        journal.finish();
      } catch (IOException e) {
        lost = journal.takeBack(e);
        throw e;
      }
    } catch (IOException | UserException e) {
      if (lost.isEmpty()) {
        WriteJournal.cleanUp(staged, disk);
        directories.forEach(this::deleteQuietly);
      }
      if (e instanceof UserException user) {
        throw user;
      }
      throw EnvironmentException.permanent(
          "the chart cannot be written: " + e.getMessage() + "; " + left(lost),
          "see that the directory is writable and the disk not full"
              + (lost.isEmpty()
                  ? ""
                  : ", then run chartbot again: it ends what it began, from the files named above"),
          e);
    }
  }

  private void stage(FileEdit edit, List<Entry> staged, Deque<Path> directories)
      throws IOException, UserException {
    Path place = place(edit);
    refuseTheSamePlace(edit, place, staged);
    requireUnchanged(edit, place);
    createDirectories(place.getParent(), directories);
    Optional<Path> backup = edit.before().map(before -> Leftovers.sibling(place, "bak"));
    Entry entry =
        new Entry(
            edit.path(),
            place,
            edit.removed() ? Optional.empty() : Optional.of(Leftovers.sibling(place, "tmp")),
            backup,
            edit.before().map(WriteJournal::checksum).orElse(""),
            edit.removed() ? "" : WriteJournal.checksum(edit.after()));
    staged.add(entry);
    if (entry.written().isPresent()) {
      Optional<Set<PosixFilePermission>> mode = backup.isPresent() ? mode(place) : Optional.empty();
      disk.create(entry.written().get(), edit.after(), mode);
    }
    if (backup.isPresent()) {
      disk.keep(place, backup.get());
    }
  }

  /** A link is followed to what is to be written, but it is not clear what of it should go. */
  private Path place(FileEdit edit) throws IOException, UserException {
    if (edit.removed() && Files.isSymbolicLink(location.root().resolve(edit.path()))) {
      throw new UserException(
          location.shown().resolve(edit.path()) + " is a link, so it is not removed",
          "remove the link, or replace it by a file");
    }
    return location.real(edit.path());
  }

  private static Optional<Set<PosixFilePermission>> mode(Path file) throws IOException {
    boolean posix = Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    return posix ? Optional.of(Files.getPosixFilePermissions(file)) : Optional.empty();
  }

  /** The later of two edits of one file would undo the other. */
  private void refuseTheSamePlace(FileEdit edit, Path place, List<Entry> staged)
      throws UserException {
    for (Entry other : staged) {
      if (other.place().equals(place)) {
        throw new UserException(
            location.shown().resolve(other.path())
                + " and "
                + location.shown().resolve(edit.path())
                + " are the same file, through a link; nothing was written",
            "name one of the two in images.values-files");
      }
    }
  }

  private void requireUnchanged(FileEdit edit, Path place) throws IOException, UserException {
    boolean unchanged =
        edit.before().isPresent()
            ? Files.isRegularFile(place)
                && Arrays.equals(edit.before().get(), Files.readAllBytes(place))
            : !Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    if (!unchanged) {
      throw new UserException(
          location.shown().resolve(edit.path())
              + " changed while chartbot was at work; nothing was written",
          "run the command again");
    }
  }

  private void createDirectories(@Nullable Path directory, Deque<Path> created) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path d = directory; d != null && !Files.exists(d); d = d.getParent()) {
      missing.push(d);
    }
    for (Path d : missing) {
      disk.createDirectory(d);
      created.push(d);
    }
  }

  private String left(List<Entry> lost) {
    if (lost.isEmpty()) {
      return "nothing was changed";
    }
    List<String> left = new ArrayList<>();
    for (Entry file : lost) {
      left.add(
          location.shown().resolve(file.path())
              + " could not be taken back, "
              + file.backup()
                  .map(backup -> "as it was it is in " + backup)
                  .orElse("it was not there before"));
    }
    return String.join("; ", left);
  }

  /** What is left over does no harm; what failed before matters more. */
  private void deleteQuietly(Path path) {
    try {
      disk.delete(path);
    } catch (IOException e) {
      // An empty folder is no part of a chart.
    }
  }
}
