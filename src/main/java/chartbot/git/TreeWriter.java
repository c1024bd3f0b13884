package chartbot.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.util.Paths;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree that differs from another one in a few blobs; touches only the trees on the way to
 * them. A blob that replaces another one keeps its file mode; nothing else is replaced or removed.
 * A folder goes with the last of what it holds.
 */
final class TreeWriter {

  @SuppressWarnings("ArrayRecordComponent") // compared by isNamed only
  private record Entry(byte[] name, FileMode mode, ObjectId id) {

    boolean isNamed(byte[] other) {
      return Arrays.equals(name, other);
    }
  }

  private final ObjectReader reader;
  private final ObjectInserter inserter;

  TreeWriter(ObjectReader reader, ObjectInserter inserter) {
    this.reader = reader;
    this.inserter = inserter;
  }

  /**
   * @param base the tree to start from; null: an empty one
   * @param blobs by path inside the tree; empty: the file goes
   */
  ObjectId write(@Nullable ObjectId base, Map<String, Optional<ObjectId>> blobs)
      throws IOException {
    return inserter.insert(format(edited(base, blobs)));
  }

  private List<Entry> edited(@Nullable ObjectId base, Map<String, Optional<ObjectId>> blobs)
      throws IOException {
    List<Entry> entries = entries(base);
    Map<String, Map<String, Optional<ObjectId>>> folders = new TreeMap<>();
    for (Map.Entry<String, Optional<ObjectId>> blob : blobs.entrySet()) {
      int slash = blob.getKey().indexOf('/');
      if (slash < 0) {
        put(entries, blob.getKey(), FileMode.REGULAR_FILE, blob.getValue());
      } else {
        folders
            .computeIfAbsent(blob.getKey().substring(0, slash), name -> new TreeMap<>())
            .put(blob.getKey().substring(slash + 1), blob.getValue());
      }
    }
    for (Map.Entry<String, Map<String, Optional<ObjectId>>> folder : folders.entrySet()) {
      List<Entry> inside = edited(find(entries, folder.getKey()), folder.getValue());
      Optional<ObjectId> tree =
          inside.isEmpty() ? Optional.empty() : Optional.of(inserter.insert(format(inside)));
      put(entries, folder.getKey(), FileMode.TREE, tree);
    }
    return entries;
  }

  private List<Entry> entries(@Nullable ObjectId tree) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (tree == null) {
      return entries;
    }
    CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, tree);
    for (; !parser.eof(); parser.next()) {
      byte[] name = new byte[parser.getNameLength()];
      parser.getName(name, 0);
      entries.add(new Entry(name, parser.getEntryFileMode(), parser.getEntryObjectId()));
    }
    return entries;
  }

  private static @Nullable ObjectId find(List<Entry> entries, String name) {
    byte[] raw = name.getBytes(StandardCharsets.UTF_8);
    return entries.stream()
        .filter(entry -> entry.isNamed(raw) && entry.mode() == FileMode.TREE)
        .map(Entry::id)
        .findFirst()
        .orElse(null);
  }

  /**
   * @param id empty: the entry goes
   */
  private static void put(List<Entry> entries, String name, FileMode mode, Optional<ObjectId> id)
      throws IOException {
    byte[] raw = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).isNamed(raw)) {
        FileMode old = entries.get(i).mode();
        boolean kept = mode == FileMode.REGULAR_FILE && old == FileMode.EXECUTABLE_FILE;
        if (old != mode && !kept) {
          throw ProjectTree.refused(
              name, "is not a " + (mode == FileMode.TREE ? "folder" : "file"));
        }
        entries.remove(i);
        id.ifPresent(there -> entries.add(new Entry(raw, old, there)));
        return;
      }
    }
    id.ifPresent(there -> entries.add(new Entry(raw, mode, there)));
  }

  private static TreeFormatter format(List<Entry> entries) {
    entries.sort(
        (a, b) ->
            Paths.compare(
                a.name(),
                0,
                a.name().length,
                a.mode().getBits(),
                b.name(),
                0,
                b.name().length,
                b.mode().getBits()));
    TreeFormatter formatter = new TreeFormatter();
    entries.forEach(entry -> formatter.append(entry.name(), entry.mode(), entry.id()));
    return formatter;
  }
}
