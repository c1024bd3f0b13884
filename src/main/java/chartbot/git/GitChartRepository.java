package chartbot.git;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.inspect.PushTrial;
import chartbot.lifecycle.PatchSet;
import chartbot.target.Target;
import chartbot.update.ChartRepository;
import chartbot.update.Progress;
import chartbot.update.Proposal;
import chartbot.update.PushResult;
import chartbot.update.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;

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
  private final GitCache cache;
  private final Map<String, ProjectStore> stores = new HashMap<>();

  /**
   * @param gate of the server's password
   * @param home where SSH keys and known hosts are, in {@code .ssh}
   */
  public GitChartRepository(
      GitServer server, LoginGate gate, Path home, GitCache cache, Clock clock, Progress progress) {
    this(server, gate, GitLimits.defaults(), home, cache, clock, progress);
  }

  GitChartRepository(
      GitServer server,
      LoginGate gate,
      GitLimits limits,
      Path home,
      GitCache cache,
      Clock clock,
      Progress progress) {
    IsolatedSystemReader.install();
    this.connections = new Connections(server, gate, limits, home);
    this.server = server;
    this.clock = clock;
    this.progress = progress;
    this.cache = cache;
  }

  @Override
  public Snapshot fetchTip(Target target) throws ChartbotException {
    return snapshot(fetch(target, branch(target), 1), target);
  }

  /**
   * Fetches the tips of branches of one project at once.
   *
   * @param targets at least one
   */
  public void fetchTips(List<Target> targets) throws ChartbotException {
    long start = clock.millis();
    Target any = targets.get(0);
    List<String> refs = targets.stream().map(GitChartRepository::branch).distinct().toList();
    store(any).fetchTips(refs);
    trace("git fetch " + String.join(" ", refs) + " of " + any.project(), start);
  }

  @Override
  public Optional<Snapshot> keptTip(Target target) throws ChartbotException {
    Optional<ObjectId> kept = store(target).kept(branch(target));
    return kept.isPresent() ? Optional.of(snapshot(kept.get(), target)) : Optional.empty();
  }

  private static String branch(Target target) {
    return "refs/heads/" + target.branch();
  }

  @Override
  public Snapshot fetchParent(Target target, PatchSet patchSet) throws ChartbotException {
    fetch(target, patchSet.ref(), 2);
    return snapshot(ObjectId.fromString(patchSet.parent()), target);
  }

  @Override
  public List<Snapshot> history(Target target, int most) throws ChartbotException {
    ObjectId tip = fetch(target, branch(target), most);
    List<ObjectId> commits =
        store(target).with(repository -> new Commits(repository).firstParents(tip, most));
    List<Snapshot> history = new ArrayList<>();
    for (ObjectId commit : commits) {
      history.add(snapshot(commit, target));
    }
    return history;
  }

  @Override
  public String tree(Target target, Snapshot commit, ChartEdit edit) throws ChartbotException {
    ObjectId parent = ObjectId.fromString(commit.commit());
    return store(target)
        .with(repository -> new Commits(repository).tree(parent, target.chart(), edit))
        .name();
  }

  @Override
  public boolean holds(Target target, PatchSet patchSet, String treeId) throws ChartbotException {
    ProjectStore store = store(target);
    ObjectId tree = ObjectId.fromString(treeId);
    String revision =
        store.with(repository -> new Commits(repository).revisionWith(tree, patchSet));
    if (revision.equals(patchSet.revision())) {
      return true;
    }
    // Its commit may hold headers that Gerrit does not report; what counts is the tree.
    fetch(target, patchSet.ref(), 1);
    return tree(store, ObjectId.fromString(patchSet.revision())).equals(tree);
  }

  @Override
  public PushResult push(Target target, Snapshot parent, ChartEdit edit, Proposal proposal)
      throws ChartbotException {
    ProjectStore store = store(target);
    ObjectId commit = commit(store, target, ObjectId.fromString(parent.commit()), edit, proposal);
    return send(store, target, commit, proposal.options());
  }

  @Override
  public void tryPush(Target target, Snapshot tip, List<String> options) throws ChartbotException {
    List<String> all = new ArrayList<>(options);
    // Whatever lies below is old even where the branch has moved back since: no change is made.
    all.add("base=" + tip.commit());
    PushResult answer = send(store(target), target, ObjectId.fromString(tip.commit()), all);
    if (answer instanceof PushResult.Unknown unknown) {
      throw EnvironmentException.temporary(unknown.why(), null, null);
    }
    if (!(answer instanceof PushResult.NothingNew)) {
      throw EnvironmentException.temporary(
          "pushing what the branch has already was answered with " + answer, "run it again", null);
    }
  }

  @Override
  public PushResult pushAgain(Target target, PatchSet patchSet, Proposal proposal)
      throws ChartbotException {
    fetch(target, patchSet.ref(), 2);
    ProjectStore store = store(target);
    Instant now = clock.instant();
    ObjectId commit =
        store.with(
            repository ->
                new Commits(repository)
                    .again(patchSet, proposal.message(), proposal.identity(), now));
    return send(store, target, commit, proposal.options());
  }

  private PushResult send(ProjectStore store, Target target, ObjectId commit, List<String> options)
      throws ChartbotException {
    String magicRef = "refs/for/" + target.branch();
    long start = clock.millis();
    try {
      PushReport report = store.push(commit, magicRef, options);
      trace("git push " + magicRef + " to " + target.project(), start);
      return new PushReading(server, target).read(report, commit.name());
    } catch (IOException e) {
      store.distrust(e);
      return faults(target).duringPush(e, commit.name());
    }
  }

  @Override
  public synchronized void close() {
    stores.values().forEach(ProjectStore::close);
    stores.clear();
  }

  private synchronized ProjectStore store(Target target) throws EnvironmentException {
    String project = target.project();
    ProjectStore store = stores.get(project);
    if (store == null) {
      Store opened = cache.open(server, project, progress);
      store = new ProjectStore(connections, project, faults(target), opened, progress);
      stores.put(project, store);
    }
    return store;
  }

  private GitFaults faults(Target target) {
    return new GitFaults(server, target.project());
  }

  private ObjectId commit(
      ProjectStore store, Target target, ObjectId parent, ChartEdit edit, Proposal proposal)
      throws ChartbotException {
    Instant now = clock.instant();
    return store.with(
        repository -> {
          Commits commits = new Commits(repository);
          ObjectId tree = commits.tree(parent, target.chart(), edit);
          return commits.commit(parent, tree, proposal.message(), proposal.identity(), now);
        });
  }

  private ObjectId fetch(Target target, String ref, int depth) throws ChartbotException {
    long start = clock.millis();
    ObjectId commit = store(target).fetch(ref, depth);
    trace("git fetch " + ref + " of " + target.project(), start);
    return commit;
  }

  private Snapshot snapshot(ObjectId commit, Target target) throws ChartbotException {
    return new CommitSnapshot(
        commit.name(), new CommitFiles(store(target), commit, target.chart()));
  }

  private static ObjectId tree(ProjectStore store, ObjectId commit) throws ChartbotException {
    return store.with(
        repository -> {
          try (ObjectReader reader = VerifyingObjectReader.of(repository);
              RevWalk walk = new RevWalk(reader)) {
            return walk.parseCommit(commit).getTree().getId();
          }
        });
  }

  private void trace(String call, long start) {
    progress.trace(call + ": " + Duration.ofMillis(clock.millis() - start).toMillis() + " ms");
  }
}
