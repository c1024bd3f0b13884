package chartbot.git;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.failure.ChartbotException;
import chartbot.failure.EnvironmentException;
import chartbot.update.ChartRepository;
import chartbot.update.Identity;
import chartbot.update.PatchSet;
import chartbot.update.Progress;
import chartbot.update.Proposal;
import chartbot.update.PushAnswer;
import chartbot.update.PushTrial;
import chartbot.update.Snapshot;
import chartbot.update.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/**
 * Charts in Git projects of one server: fetched shallow into a bare repository, edited as trees,
 * pushed as one commit. There is no work tree.
 */
public final class GitChartRepository implements ChartRepository, PushTrial, AutoCloseable {

  private record CommitSnapshot(String commit, ChartFiles chart) implements Snapshot {}

  private final Connections connections;
  private final GitServer server;
  private final Clock clock;
  private final Progress progress;
  private final BareStore store;
  private final Repository repository;
  private final Commits commits;

  /**
   * @param home where SSH keys and known hosts are, in {@code .ssh}
   */
  public GitChartRepository(GitServer server, Path home, Clock clock, Progress progress)
      throws EnvironmentException {
    IsolatedSystemReader.install();
    this.connections = new Connections(server, home);
    this.server = server;
    this.clock = clock;
    this.progress = progress;
    this.store = BareStore.create();
    this.repository = store.repository();
    this.commits = new Commits(repository);
  }

  @Override
  public Snapshot fetchTip(Target target) throws ChartbotException {
    String branch = "refs/heads/" + target.branch();
    fetch(target, branch, 1);
    return snapshot(resolve(branch), target);
  }

  @Override
  public Snapshot fetchParent(Target target, PatchSet patchSet) throws ChartbotException {
    fetch(target, patchSet.ref(), 2);
    return snapshot(ObjectId.fromString(patchSet.parent()), target);
  }

  @Override
  public boolean holds(PatchSet patchSet, Snapshot parent, ChartEdit edit, Target target)
      throws ChartbotException {
    try {
      ObjectId tree = commits.tree(ObjectId.fromString(parent.commit()), target.chart(), edit);
      if (commits.revisionWith(tree, patchSet).equals(patchSet.revision())) {
        return true;
      }
      // Its commit may hold headers that Gerrit does not tell of; what counts is the tree.
      fetch(target, patchSet.ref(), 1);
      return tree(ObjectId.fromString(patchSet.revision())).equals(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public PushAnswer push(Target target, Snapshot parent, ChartEdit edit, Proposal proposal)
      throws ChartbotException {
    ObjectId commit = commit(target, ObjectId.fromString(parent.commit()), edit, proposal);
    return send(target, commit, proposal.options());
  }

  @Override
  public void tryPush(Target target, Snapshot tip) throws ChartbotException {
    PushAnswer answer = send(target, ObjectId.fromString(tip.commit()), List.of());
    if (!(answer instanceof PushAnswer.NothingNew)) {
      throw EnvironmentException.passing(
          "pushing what the branch has already was answered with " + answer, "run it again", null);
    }
  }

  @Override
  public PushAnswer pushAgain(Target target, PatchSet patchSet, String message, Identity committer)
      throws ChartbotException {
    fetch(target, patchSet.ref(), 2);
    try {
      ObjectId commit = commits.again(patchSet, message, committer, clock.instant());
      return send(target, commit, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PushAnswer send(Target target, ObjectId commit, List<String> options)
      throws ChartbotException {
    String magicRef = "refs/for/" + target.branch();
    long start = clock.millis();
    try (Transport transport = connections.open(repository, target.project())) {
      transport.setPushOptions(options);
      RemoteRefUpdate update =
          new RemoteRefUpdate(repository, commit.name(), commit, magicRef, false, null, null);
      PushResult result = transport.push(NullProgressMonitor.INSTANCE, List.of(update));
      trace("git push " + magicRef + " to " + target.project(), start);
      return new PushReading(server, target).read(result, magicRef, commit.name());
    } catch (IOException e) {
      return new GitFaults(server, target).duringPush(e, commit.name());
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private ObjectId commit(Target target, ObjectId parent, ChartEdit edit, Proposal proposal) {
    try {
      ObjectId tree = commits.tree(parent, target.chart(), edit);
      return commits.commit(parent, tree, proposal.message(), proposal.identity(), clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fetch(Target target, String ref, int depth) throws ChartbotException {
    long start = clock.millis();
    try (Transport transport = connections.open(repository, target.project())) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setDepth(depth);
      transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+" + ref + ":" + ref)));
      trace("git fetch " + ref + " of " + target.project(), start);
    } catch (IOException e) {
      throw new GitFaults(server, target).duringFetch(e, ref);
    }
  }

  private ObjectId resolve(String ref) {
    try {
      return repository.exactRef(ref).getObjectId();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Snapshot snapshot(ObjectId commit, Target target) {
    try {
      return new CommitSnapshot(
          commit.name(), new CommitFiles(repository, tree(commit), target.chart()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectId tree(ObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(commit);
      return parsed.getTree().getId();
    }
  }

  private void trace(String call, long start) {
    progress.trace(call + ": " + Duration.ofMillis(clock.millis() - start).toMillis() + " ms");
  }
}
