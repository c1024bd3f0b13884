package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** A real bare repository on disk, served over the file protocol. */
final class BareRepository {

  private final Path path;

  BareRepository(Path path) throws IOException {
    IsolatedSystemReader.install();
    this.path = path;
    try (Repository repository = open()) {
      repository.create(true);
      repository.getConfig().setBoolean("receive", null, "pushoptions", true);
      repository.getConfig().save();
    }
  }

  Repository open() throws IOException {
    return new FileRepository(path.toFile());
  }

  ObjectId tip(String branch) throws IOException {
    return resolve("refs/heads/" + branch);
  }

  ObjectId resolve(String ref) throws IOException {
    try (Repository repository = open()) {
      return repository.exactRef(ref).getObjectId();
    }
  }

  /** Moves the branch, back too. */
  void reset(String branch, ObjectId commit) throws IOException {
    try (Repository repository = open()) {
      RefUpdate update = repository.updateRef("refs/heads/" + branch);
      update.setNewObjectId(commit);
      update.forceUpdate();
    }
  }

  /** Commits a merge that holds what its first parent does. */
  ObjectId merge(String ref, List<ObjectId> parents) throws IOException {
    try (Repository repository = open();
        ObjectInserter inserter = repository.newObjectInserter();
        RevWalk walk = new RevWalk(repository)) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(walk.parseCommit(parents.get(0)).getTree());
      commit.setMessage("Merge\n");
      commit.setAuthor(new PersonIdent("Seed", "seed@example.com"));
      commit.setCommitter(commit.getAuthor());
      commit.setParentIds(parents);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef(ref);
      update.setNewObjectId(id);
      update.update();
      return id;
    }
  }

  /**
   * Commits files on top of the branch: those under bin/ are executable, {@code -> PATH} makes a
   * link, {@code submodule} one of those.
   */
  void commit(String branch, Map<String, String> files) throws IOException {
    commit(branch, files, "seed\n");
  }

  /** The same with a message. */
  ObjectId commit(String branch, Map<String, String> files, String message) throws IOException {
    try (Repository repository = open();
        ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        String content = file.getValue();
        if (content.equals("submodule")) {
          entry.setFileMode(FileMode.GITLINK);
          entry.setObjectId(ObjectId.fromString("1".repeat(40)));
        } else {
          boolean link = content.startsWith("-> ");
          FileMode plain =
              file.getKey().startsWith("bin/") ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
          entry.setFileMode(link ? FileMode.SYMLINK : plain);
          byte[] bytes = (link ? content.substring(3) : content).getBytes(UTF_8);
          entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, bytes));
        }
        builder.add(entry);
      }
      builder.finish();
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      commit.setMessage(message);
      commit.setAuthor(new PersonIdent("Seed", "seed@example.com"));
      commit.setCommitter(new PersonIdent("Seed", "seed@example.com"));
      String ref = "refs/heads/" + branch;
      if (repository.exactRef(ref) != null) {
        commit.setParentId(repository.exactRef(ref).getObjectId());
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef(ref);
      update.setNewObjectId(id);
      update.update();
      return id;
    }
  }
}
