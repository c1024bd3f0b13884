package chartbot.disk;

import chartbot.error.UserException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run is about to write into a chart. One rename puts it there: before, nothing has
 * happened; from then on the edit is made, by this run or by the next one.
 */
record WriteJournal(ChartLocation location, List<Entry> entries, Disk disk) {

  private static final String FORMAT = "chartbot journal 1";

  /**
   * One file.
   *
   * @param path in the chart
   * @param place the real file
   * @param written the new content, next to it; empty for a file that goes
   * @param backup the old content, next to it; empty for a new file
   * @param before the checksum of the old content; empty for a new file
   * @param after the checksum of the new content; empty for a file that goes
   */
  record Entry(
      String path,
      Path place,
      Optional<Path> written,
      Optional<Path> backup,
      String before,
      String after) {

    private String now() throws IOException {
      if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        return "";
      }
      return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
          ? checksum(Files.readAllBytes(place))
          : "no regular file";
    }

    /** Whether the new content is in its place, or the file gone that is to go. */
    private boolean isDone() throws IOException {
      boolean waits = written.isPresent() && Files.exists(written.get(), LinkOption.NOFOLLOW_LINKS);
      return !waits && now().equals(after);
    }

    private boolean canBeDone() throws IOException {
      return written.isEmpty()
          || (Files.isRegularFile(written.get(), LinkOption.NOFOLLOW_LINKS)
              && checksum(Files.readAllBytes(written.get())).equals(after));
    }

    private void put(Disk disk) throws IOException {
      if (isDone()) {
        return;
      }
      if (written.isPresent()) {
        disk.rename(written.get(), place);
      } else {
        disk.delete(place);
      }
    }

    private void takeBack(Disk disk) throws IOException {
      if (isDone() && backup.isPresent()) {
        disk.rename(backup.get(), place);
      } else if (isDone()) {
        disk.delete(place);
      }
    }
  }

  private Path file() {
    return location.root().resolve(Leftovers.JOURNAL);
  }

  /** From now on the edit is made, whatever happens to this run. */
  void begin() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF(FORMAT);
    out.writeInt(entries.size());
    for (Entry entry : entries) {
      out.writeUTF(entry.path());
      out.writeUTF(name(entry.written()));
      out.writeUTF(name(entry.backup()));
      out.writeUTF(entry.before());
      out.writeUTF(entry.after());
    }
    Path written = Leftovers.sibling(file(), "tmp");
    try {
      disk.create(written, bytes.toByteArray(), Optional.empty());
      disk.rename(written, file());
    } catch (IOException e) {
      disk.delete(written);
      throw e;
    }
  }

  private static String name(Optional<Path> file) {
    return file.map(Path::getFileName).map(Path::toString).orElse("");
  }

  /** Puts every file in its place. */
  void finish() throws IOException {
    for (Entry entry : entries) {
      entry.put(disk);
    }
    end();
  }

  /**
   * Puts every file back as it was.
   *
   * @return what is not; the journal stays then
   */
  List<Entry> takeBack(IOException why) throws IOException {
    List<Entry> lost = new ArrayList<>();
    for (Entry entry : entries) {
      try {
        entry.takeBack(disk);
      } catch (IOException e) {
        why.addSuppressed(e);
        lost.add(entry);
      }
    }
    if (lost.isEmpty()) {
      end();
    }
    return lost;
  }

  private void end() throws IOException {
    disk.delete(file()); // first: without it the rest are leftovers, with it they are needed
    cleanUp(entries, disk);
  }

  /** Deletes what was written next to the files; what cannot be deleted is a leftover. */
  static void cleanUp(List<Entry> entries, Disk disk) {
    for (Entry entry : entries) {
      try {
        for (Path file :
            Stream.of(entry.written(), entry.backup()).flatMap(Optional::stream).toList()) {
          disk.delete(file);
        }
      } catch (IOException e) {
        // A leftover: no reader takes it for a file of the chart.
      }
    }
  }

  /**
   * Ends what an interrupted run began: makes its edit, or takes it back where somebody has
   * restored one of its files.
   *
   * @return what was done, in words; empty where nothing was left
   * @throws UserException when a file was changed since
   */
  static Optional<String> recover(ChartLocation location, Disk disk)
      throws IOException, UserException {
    Path file = location.root().resolve(Leftovers.JOURNAL);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    WriteJournal journal = new WriteJournal(location, read(file, location), disk);
    boolean forward = true;
    List<String> changed = new ArrayList<>();
    for (Entry entry : journal.entries()) {
      String now = entry.now();
      boolean old = now.equals(entry.before());
      if (!old && !now.equals(entry.after())) {
        changed.add(location.shown().resolve(entry.path()).toString());
      }
      forward &= entry.isDone() || entry.canBeDone();
    }
    if (changed.isEmpty() && forward) {
      journal.finish();
      return Optional.of("finished what an interrupted run had begun to write");
    }
    IOException fault = new IOException("not all files can be restored");
    if (changed.isEmpty() && journal.takeBack(fault).isEmpty()) {
      return Optional.of("took back what an interrupted run had begun to write");
    }
    throw new UserException(
        "a run of chartbot was interrupted while it wrote this chart"
            + (changed.isEmpty() ? "" : ", and since then changed: " + String.join(", ", changed)),
        "restore the chart, e.g. with 'git checkout', or delete "
            + location.shown().resolve(Leftovers.JOURNAL)
            + " to keep it as it is; then retry",
        fault);
  }

  private static List<Entry> read(Path file, ChartLocation location)
      throws IOException, UserException {
    List<Entry> entries = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      if (!in.readUTF().equals(FORMAT)) {
        throw new IOException("unknown format");
      }
      for (int left = in.readInt(); left > 0; left--) {
        String path = in.readUTF();
        Path place = location.real(path);
        entries.add(
            new Entry(
                path,
                place,
                sibling(place, in.readUTF()),
                sibling(place, in.readUTF()),
                in.readUTF(),
                in.readUTF()));
      }
    } catch (IOException e) {
      throw new UserException(
          location.shown().resolve(Leftovers.JOURNAL)
              + " is no journal of chartbot: "
              + e.getMessage(),
          "restore the chart, e.g. with 'git checkout', and delete that file",
          e);
    }
    return entries;
  }

  private static Optional<Path> sibling(Path place, String name) throws IOException {
    if (!name.isEmpty() && !Leftovers.isTemporary(name)) {
      throw new IOException("it names " + name);
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(place.resolveSibling(name));
  }

  static String checksum(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
