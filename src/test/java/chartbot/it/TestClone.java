package chartbot.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.EnvironmentException;
import chartbot.sandbox.GerritRest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** The administrator's clone of a test project, in memory, with the right to rewrite branches. */
final class TestClone {

  private final TestGerrit gerrit;
  private final TestProject project;
  private final Repository repository =
      new InMemoryRepository(new DfsRepositoryDescription("clone"));

  TestClone(TestGerrit gerrit, TestProject project) throws EnvironmentException {
    this.gerrit = gerrit;
    this.project = project;
    Map<String, ?> force = Map.of("action", "ALLOW", "force", true);
    gerrit
        .rest(gerrit.admin())
        .post(
            "/projects/" + GerritRest.segment(project.name()) + "/access",
            Map.of(
                "add",
                Map.of(
                    "refs/heads/*",
                    Map.of(
                        "permissions",
                        Map.of(
                            "push", Map.of("rules", Map.of("global:Registered-Users", force)))))));
  }

  /** Sets the branch to any commit of it, as somebody does who may push by force. */
  void rewriteBranch(String revision) throws IOException, URISyntaxException {
    fetch();
    push(ObjectId.fromString(revision));
  }

  /** Pushes a commit with one file past review; returns it. */
  String commit(String message, String path, String content)
      throws IOException, URISyntaxException {
    fetch();
    ObjectId tip = repository.exactRef("refs/heads/" + TestProject.BRANCH).getObjectId();
    return commit(List.of(tip), message, path, content);
  }

  /** Makes a first commit with one file all that the branch has. */
  void replaceHistory(String path, String content) throws IOException, URISyntaxException {
    commit(List.of(), "Begin anew\n", path, content);
  }

  private String commit(List<ObjectId> parents, String message, String path, String content)
      throws IOException, URISyntaxException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder builder = new CommitBuilder();
      builder.setTreeId(tree(inserter, path, content));
      builder.setParentIds(parents);
      builder.setMessage(message);
      builder.setAuthor(new PersonIdent("Administrator", gerrit.admin().email()));
      builder.setCommitter(builder.getAuthor());
      ObjectId commit = inserter.insert(builder);
      inserter.flush();
      push(commit);
      return commit.name();
    }
  }

  private static ObjectId tree(ObjectInserter inserter, String path, String content)
      throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheEntry entry = new DirCacheEntry(path);
    entry.setFileMode(FileMode.REGULAR_FILE);
    entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, content.getBytes(UTF_8)));
    DirCacheBuilder builder = index.builder();
    builder.add(entry);
    builder.finish();
    return index.writeTree(inserter);
  }

  private void fetch() throws IOException, URISyntaxException {
    try (Transport transport = transport()) {
      transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+refs/*:refs/*")));
    }
  }

  private void push(ObjectId commit) throws IOException, URISyntaxException {
    String branch = "refs/heads/" + TestProject.BRANCH;
    try (Transport transport = transport()) {
      RemoteRefUpdate update =
          new RemoteRefUpdate(repository, commit.name(), commit, branch, true, null, null);
      transport.push(NullProgressMonitor.INSTANCE, List.of(update));
      assertThat(update.getStatus())
          .as(String.valueOf(update.getMessage()))
          .isEqualTo(RemoteRefUpdate.Status.OK);
    }
  }

  private Transport transport() throws IOException, URISyntaxException {
    Transport transport =
        Transport.open(repository, new URIish(gerrit.url() + "a/" + project.name()));
    transport.setCredentialsProvider(
        new UsernamePasswordCredentialsProvider(gerrit.admin().user(), gerrit.admin().password()));
    return transport;
  }
}
