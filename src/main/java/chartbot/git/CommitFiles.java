package chartbot.git;

import chartbot.chart.ChartFiles;
import chartbot.error.ChartbotException;
import chartbot.error.UncheckedChartbotException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** The chart in one commit's tree; nothing is read before it is asked for. */
final class CommitFiles implements ChartFiles {

  private interface Reading<T> {
    T from(ObjectReader reader, ProjectTree tree) throws IOException;
  }

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
    return read(
        (reader, tree) -> {
          Optional<ObjectId> blob = tree.file(prefix + path);
          return blob.isPresent()
              ? Optional.of(VerifyingObjectReader.read(reader, blob.get()))
              : Optional.empty();
        });
  }

  @Override
  public List<String> paths(String folder) {
    return read((reader, tree) -> List.copyOf(files(tree, folder).keySet()));
  }

  @Override
  public Map<String, byte[]> readAll(String folder) {
    return read(
        (reader, tree) -> {
          Map<String, byte[]> contents = new LinkedHashMap<>();
          for (Map.Entry<String, ObjectId> file : files(tree, folder).entrySet()) {
            contents.put(file.getKey(), VerifyingObjectReader.read(reader, file.getValue()));
          }
          return contents;
        });
  }

  @Override
  public Map<String, byte[]> neighbour(String folder) {
    return read(
        (reader, tree) -> {
          Map<String, byte[]> contents = new LinkedHashMap<>();
          for (Map.Entry<String, ObjectId> file : tree.neighbour(prefix + folder).entrySet()) {
            contents.put(file.getKey(), VerifyingObjectReader.read(reader, file.getValue()));
          }
          return contents;
        });
  }

  private Map<String, ObjectId> files(ProjectTree tree, String folder) throws IOException {
    String path = prefix + folder;
    Map<String, ObjectId> files = new LinkedHashMap<>();
    tree.files(path.isEmpty() ? "" : path.substring(0, path.length() - 1))
        .forEach((file, blob) -> files.put(file.substring(prefix.length()), blob));
    return files;
  }

  private <T> T read(Reading<T> reading) {
    try {
      return store.with(repository -> read(repository, reading));
    } catch (ChartbotException e) {
      throw new UncheckedChartbotException(e);
    }
  }

  private <T> T read(Repository repository, Reading<T> reading) throws IOException {
    try (ObjectReader reader = VerifyingObjectReader.of(repository);
        RevWalk walk = new RevWalk(reader)) {
      return reading.from(reader, new ProjectTree(reader, walk.parseTree(commit)));
    }
  }
}
