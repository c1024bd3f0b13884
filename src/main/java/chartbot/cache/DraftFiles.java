package chartbot.cache;

import chartbot.chart.ImageChange;
import chartbot.chart.VersionChange;
import chartbot.lifecycle.Draft;
import chartbot.update.DraftCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Drafts in a folder, one file each. Any number of processes may use it at once: a file is there
 * whole or not at all, and one that says something else than it was given is not read.
 */
public final class DraftFiles implements DraftCache {

  /** A chart has a few open changes; of those the newest are asked for again. */
  static final int MOST_FILES = 100;

  private final Path folder;
  private final String program;

  private DraftFiles(Path folder, String program) {
    this.folder = folder;
    this.program = program;
  }

  /**
   * Keeps them in a folder.
   *
   * @param folder is made when it is not there; nobody else may be able to write to it
   * @param program a jar: what another one, or an older one in its place, has drafted does not
   *     count
   * @return one that keeps nothing where the program is no jar, or the folder cannot be trusted
   */
  public static DraftCache in(Path folder, Path program) {
    try {
      if (Files.isRegularFile(program)) {
        CacheFolder.claim(folder);
        FileTime built = Files.getLastModifiedTime(program);
        String identity =
            program.toAbsolutePath() + " " + Files.size(program) + " " + built.toInstant();
        return new DraftFiles(folder, identity);
      }
    } catch (IOException e) {
      // Then each run drafts for itself.
    }
    return DraftCache.none();
  }

  @Override
  public Optional<Draft> find(String key) {
    try {
      return read(Files.readAllBytes(file(key)));
    } catch (IOException | RuntimeException e) { // bytes may stand there that are no draft
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, Draft draft) {
    try {
      Path file = file(key);
      Path written = Path.of(file + "-" + Long.toHexString(System.nanoTime()));
      Files.write(written, bytes(draft), StandardOpenOption.CREATE_NEW);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      evict();
    } catch (IOException e) {
      // Then a later run drafts it again.
    }
  }

  /** Two programs that take turns do not take each other's drafts away. */
  private Path file(String key) {
    return folder.resolve(key + "-" + Integer.toHexString(program.hashCode()));
  }

  private void evict() throws IOException {
    String[] names = folder.toFile().list();
    if (names == null || names.length <= MOST_FILES) {
      return;
    }
    Map<FileTime, List<Path>> oldestFirst = new TreeMap<>();
    for (String name : names) {
      Path file = folder.resolve(name);
      oldestFirst
          .computeIfAbsent(Files.getLastModifiedTime(file), time -> new ArrayList<>())
          .add(file);
    }
    int superfluous = names.length - MOST_FILES / 2;
    for (List<Path> files : oldestFirst.values()) {
      for (Path file : files) {
        if (superfluous-- > 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private byte[] bytes(Draft draft) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    write(out, program);
    write(out, draft.tree());
    out.writeBoolean(draft.isEmpty());
    out.writeInt(draft.images().size());
    for (ImageChange image : draft.images()) {
      write(out, image.name());
      write(out, image.key());
      write(out, image.from());
      write(out, image.to());
    }
    out.writeInt(draft.notes().size());
    for (String note : draft.notes()) {
      write(out, note);
    }
    write(out, draft.version().map(VersionChange::from));
    write(out, draft.version().map(VersionChange::to));
    write(out, draft.diff());
    write(out, draft.keptDiff());
    out.writeLong(checksum(body.toByteArray(), body.size()));
    return body.toByteArray();
  }

  private Optional<Draft> read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (!text(in).equals(program)) {
      return Optional.empty();
    }
    String tree = text(in);
    boolean isEmpty = in.readBoolean();
    List<ImageChange> images = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      images.add(new ImageChange(text(in), text(in), optional(in), text(in)));
    }
    List<String> notes = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      notes.add(text(in));
    }
    Optional<String> from = optional(in);
    Optional<String> to = optional(in);
    String diff = text(in);
    String keptDiff = text(in);
    int length = bytes.length - in.available();
    if (in.readLong() != checksum(bytes, length) || in.available() > 0) {
      return Optional.empty();
    }
    Optional<VersionChange> version = from.map(old -> new VersionChange(old, to.orElseThrow()));
    return Optional.of(new Draft(tree, isEmpty, images, notes, version, diff, keptDiff));
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void write(DataOutputStream out, Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      write(out, text.get());
    }
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("no text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static Optional<String> optional(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return checksum.getValue();
  }
}
