package chartbot.git;

import chartbot.chart.ChartFiles;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedEnvironmentException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** The chart in one commit's tree; nothing is read before it is asked for. */
final class CommitFiles implements ChartFiles {

  private final ProjectStore store;
  private final ObjectId commit;
  private final String prefix;

  /**
   * @param folder of the chart inside the commit; empty: the root
   */
  CommitFiles(ProjectStore store, ObjectId commit, String folder) {
    this.store = store;
    this.commit = commit;
    this.prefix = folder.isEmpty() ? "" : folder + "/";
  }

  @Override
  public Optional<byte[]> read(String path) {
    try {
      return store.with(repository -> read(repository, prefix + path));
    } catch (EnvironmentException e) {
      throw new UncheckedEnvironmentException(e);
    }
  }

  private Optional<byte[]> read(Repository repository, String path) throws IOException {
    try (ObjectReader reader = VerifyingObjectReader.of(repository);
        TreeWalk walk = TreeWalk.forPath(reader, path, tree(reader))) {
      if (walk == null || !isRegular(walk)) {
        return Optional.empty();
      }
      return Optional.of(read(reader, walk.getObjectId(0)));
    }
  }

  @Override
  public List<String> paths(String folder) {
    return List.copyOf(walk(folder, (reader, blob) -> blob).keySet());
  }

  @Override
  public Map<String, byte[]> readAll(String folder) {
    return walk(folder, CommitFiles::read);
  }

  private interface Found<T> {

    T of(ObjectReader reader, ObjectId blob) throws IOException;
  }

  private <T> Map<String, T> walk(String folder, Found<T> found) {
    try {
      return store.with(repository -> walk(repository, prefix + folder, found));
    } catch (EnvironmentException e) {
      throw new UncheckedEnvironmentException(e);
    }
  }

  /** By path; trees have another order. */
  private <T> Map<String, T> walk(Repository repository, String folder, Found<T> found)
      throws IOException {
    Map<String, T> files = new TreeMap<>();
    try (ObjectReader reader = VerifyingObjectReader.of(repository);
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree(reader));
      walk.setRecursive(true);
      if (!folder.isEmpty()) {
        walk.setFilter(PathFilter.create(folder.substring(0, folder.length() - 1)));
      }
      while (walk.next()) {
        String path = walk.getPathString();
        // A file of the folder's name passes the filter too.
        if (isRegular(walk) && path.startsWith(folder)) {
          files.put(path.substring(prefix.length()), found.of(reader, walk.getObjectId(0)));
        }
      }
    }
    return files;
  }

  private static byte[] read(ObjectReader reader, ObjectId blob) throws IOException {
    return reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
  }

  private ObjectId tree(ObjectReader reader) throws IOException {
    try (RevWalk walk = new RevWalk(reader)) {
      return walk.parseTree(commit);
    }
  }

  private static boolean isRegular(TreeWalk walk) {
    return FileMode.REGULAR_FILE.equals(walk.getRawMode(0))
        || FileMode.EXECUTABLE_FILE.equals(walk.getRawMode(0));
  }
}
