package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.UserException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * One commit's tree as a checkout shows it: links are followed inside the project, submodules are
 * empty folders. What cannot be followed is refused by name.
 */
final class ProjectTree {

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  /** Links to folders that hold links to folders can name a file any number of times. */
  private static final int MOST_FILES = 100_000;

  private record Entry(FileMode mode, ObjectId id) {

    boolean is(FileMode... modes) {
      return List.of(modes).contains(mode);
    }
  }

  private final ObjectReader reader;
  private final ObjectId root;

  ProjectTree(ObjectReader reader, ObjectId root) {
    this.reader = reader;
    this.root = root;
  }

  /** The regular file at a path, links followed; empty where there is none. */
  Optional<ObjectId> file(String path) throws IOException {
    return entry(resolve(path))
        .filter(entry -> entry.is(FileMode.REGULAR_FILE, FileMode.EXECUTABLE_FILE))
        .map(Entry::id);
  }

  /**
   * All regular files below a folder, links followed, by their paths as seen there; sorted.
   *
   * @param folder without a slash at its end; empty: all
   */
  Map<String, ObjectId> files(String folder) throws IOException {
    Map<String, ObjectId> files = new TreeMap<>();
    String real = resolve(folder);
    collect(real, folder, Set.of(real), files);
    return files;
  }

  /** All regular files below a folder by their paths in it; none outside of the project. */
  Map<String, ObjectId> neighbour(String folder) throws IOException {
    Map<String, ObjectId> files = new TreeMap<>();
    int depth = 0;
    for (String name : folder.split("/", -1)) {
      depth += name.equals("..") ? -1 : name.isEmpty() || name.equals(".") ? 0 : 1;
      if (depth < 0) {
        return files;
      }
    }
    String real = resolve(folder);
    collect(real, "", Set.of(real), files);
    return files;
  }

  private void collect(String real, String shown, Set<String> open, Map<String, ObjectId> files)
      throws IOException {
    Optional<Entry> folder = entry(real).filter(entry -> entry.is(FileMode.TREE));
    if (folder.isEmpty()) {
      return;
    }
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(folder.get().id());
      walk.setRecursive(true);
      while (walk.next()) {
        String path = join(shown, walk.getPathString());
        FileMode mode = walk.getFileMode();
        if (mode == FileMode.SYMLINK) {
          follow(join(real, walk.getPathString()), path, open, files);
        } else if (mode != FileMode.GITLINK) {
          files.put(path, walk.getObjectId(0));
        }
        if (files.size() > MOST_FILES) {
          throw refused(shown, "holds more than " + MOST_FILES + " files");
        }
      }
    }
  }

  private void follow(String link, String shown, Set<String> open, Map<String, ObjectId> files)
      throws IOException {
    String target = resolve(link);
    Entry entry =
        entry(target)
            .orElseThrow(() -> refused(link, "is a link to " + target + ", which does not exist"));
    if (entry.is(FileMode.TREE)) {
      Set<String> deeper = new TreeSet<>(open);
      if (!deeper.add(target)) {
        throw refused(link, "is a link to a folder that holds it");
      }
      collect(target, shown, deeper, files);
    } else if (!entry.is(FileMode.GITLINK)) {
      files.put(shown, entry.id());
    }
  }

  /**
   * The path without links in it. What is not there stays as it is: it may be created.
   *
   * @throws IOException refused by name, when it leads out of the project or into a submodule
   */
  String resolve(String path) throws IOException {
    Deque<String> rest = new ArrayDeque<>(List.of(path.split("/", -1)));
    List<String> real = new ArrayList<>();
    int links = 0;
    while (!rest.isEmpty()) {
      String name = rest.pop();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        if (real.isEmpty()) {
          throw refused(path, "leads out of the project");
        }
        real.remove(real.size() - 1);
        continue;
      }
      real.add(name);
      String here = String.join("/", real);
      Optional<Entry> entry = entry(here);
      if (entry.isPresent() && entry.get().is(FileMode.GITLINK)) {
        if (!rest.isEmpty()) {
          throw refused(path, "is inside of the submodule " + here);
        }
      } else if (entry.isPresent() && entry.get().is(FileMode.SYMLINK)) {
        String target = new String(VerifyingObjectReader.read(reader, entry.get().id()), UTF_8);
        if (target.startsWith("/") || ++links > MOST_LINKS) {
          throw refused(
              path, target.startsWith("/") ? "is a link to " + target : "is a link without end");
        }
        real.remove(real.size() - 1);
        List<String> names = List.of(target.split("/", -1));
        for (int i = names.size() - 1; i >= 0; i--) {
          rest.push(names.get(i));
        }
      }
    }
    return String.join("/", real);
  }

  /** The path without links on the way to its last name, which may be one itself. */
  String resolveFolder(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? path : join(resolve(path.substring(0, slash)), path.substring(slash + 1));
  }

  private Optional<Entry> entry(String path) throws IOException {
    if (path.isEmpty()) {
      return Optional.of(new Entry(FileMode.TREE, root));
    }
    try (TreeWalk walk = TreeWalk.forPath(reader, path, root)) {
      return walk == null
          ? Optional.empty()
          : Optional.of(new Entry(walk.getFileMode(), walk.getObjectId(0)));
    }
  }

  private static String join(String folder, String path) {
    return folder.isEmpty() ? path : folder + "/" + path;
  }

  static IOException refused(String path, String why) {
    return new IOException(
        new UserException(
            path + " " + why,
            "chartbot follows links inside of the project only; replace it by a file or a folder"));
  }
}
