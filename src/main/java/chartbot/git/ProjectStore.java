package chartbot.git;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.update.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * One project's objects. They are in the cache as long as that works; at any fault of it the cache
 * is deleted, and what this run has fetched is fetched again into a store of its own.
 */
final class ProjectStore implements AutoCloseable {

  /** Work with objects that have been fetched; may be done twice. */
  interface Work<T> {
    T in(Repository repository) throws IOException;
  }

  private record Fetched(int depth, ObjectId commit) {}

  /** Where a branch moved between two fetches its old tip is looked for behind the new one. */
  private static final int DEEPER = 100;

  private final Connections connections;
  private final String project;
  private final GitFaults faults;
  private final Progress progress;
  private final Map<String, Fetched> fetched = new LinkedHashMap<>();
  private volatile Store store;
  private @Nullable Exception doubt;

  ProjectStore(
      Connections connections, String project, GitFaults faults, Store store, Progress progress) {
    this.connections = connections;
    this.project = project;
    this.faults = faults;
    this.store = store;
    this.progress = progress;
  }

  /** Fetches a ref as the server has it now. */
  synchronized ObjectId fetch(String ref, int depth) throws ChartbotException {
    try {
      ObjectId commit = fetchOrGoOn(ref, depth);
      fetched.put(ref, new Fetched(depth, commit));
      return commit;
    } catch (IOException e) {
      throw faults.duringFetch(e, ref);
    }
  }

  /** Fetches the tips of several branches at once. */
  synchronized void fetchTips(List<String> refs) throws ChartbotException {
    try {
      Store used = trusted();
      Map<String, ObjectId> tips = fetch(used, refs, 1);
      tips.forEach((ref, commit) -> fetched.put(ref, new Fetched(1, commit)));
    } catch (IOException e) {
      throw faults.duringFetch(e, String.join(", ", refs));
    }
  }

  private ObjectId fetchOrGoOn(String ref, int depth) throws IOException, ChartbotException {
    Store used = trusted();
    try {
      return fetch(used, ref, depth);
    } catch (IOException | RuntimeException e) {
      if (!used.isCache() || GitFaults.isOfTheServer(e)) {
        throw e;
      }
      return fetch(instead(used, e), ref, depth);
    }
  }

  /** Does the work, where the cache fails once more without it. */
  <T> T with(Work<T> work) throws ChartbotException {
    try {
      Store used = trusted();
      try {
        return work.in(used.repository());
      } catch (IOException | RuntimeException e) {
        if (!used.isCache() || GitFaults.isRefusal(e)) {
          throw e;
        }
        return work.in(instead(used, e).repository());
      }
    } catch (IOException e) {
      throw faults.knownCause(e);
    }
  }

  /** Where a branch was when it was fetched last; empty where it never was into this store. */
  synchronized Optional<ObjectId> kept(String ref) throws ChartbotException {
    Optional<ObjectId> kept =
        with(repository -> Optional.ofNullable(repository.exactRef(ref)).map(Ref::getObjectId));
    // Where the cache turns out to be damaged, this is fetched again.
    kept.ifPresent(commit -> fetched.put(ref, new Fetched(1, commit)));
    return kept;
  }

  /**
   * Pushes a commit to a ref, once: a push whose answer is lost may have been taken.
   *
   * @param options push options, as Gerrit takes them
   */
  PushReport push(ObjectId commit, String ref, List<String> options) throws IOException {
    Repository repository = store.repository();
    RemoteRefUpdate update =
        new RemoteRefUpdate(repository, commit.name(), commit, ref, false, null, null);
    try (Transport transport = connections.open(repository, project)) {
      transport.setPushOptions(options);
      String messages = transport.push(monitor(), List.of(update)).getMessages();
      return new PushReport(update, messages);
    }
  }

  /** After a fault that may be the cache's: whoever needs objects next goes on without it. */
  synchronized void distrust(Exception why) {
    if (store.isCache() && !GitFaults.isOfTheServer(why)) {
      doubt = why;
    }
  }

  /** What counts a transfer; where nobody watches, nothing does. */
  private ProgressMonitor monitor() {
    return progress.isWatched() ? new TransferProgress(progress) : NullProgressMonitor.INSTANCE;
  }

  private synchronized Store trusted() throws IOException, ChartbotException {
    return doubt == null ? store : instead(store, doubt);
  }

  /** Deletes a cache that failed and fetches again what this run has fetched. */
  private synchronized Store instead(Store failed, Exception why)
      throws IOException, ChartbotException {
    if (store == failed) { // else another thread was here first
      Store own = BareStore.create();
      try {
        fetchAgain(own);
      } catch (IOException | RuntimeException e) {
        own.drop(); // the server's fault: the next attempt starts from here again
        throw e;
      }
      progress.trace("git cache: dropped that of " + project + ", " + why);
      failed.drop();
      store = own;
      doubt = null;
    }
    return store;
  }

  private void fetchAgain(Store own) throws IOException {
    for (Map.Entry<String, Fetched> again : fetched.entrySet()) {
      ObjectId commit = fetch(own, again.getKey(), again.getValue().depth());
      if (!commit.equals(again.getValue().commit())) {
        fetch(own, again.getKey(), DEEPER);
      }
    }
  }

  private ObjectId fetch(Store into, String ref, int depth) throws IOException {
    return Objects.requireNonNull(fetch(into, List.of(ref), depth).get(ref), ref);
  }

  /** The commits by ref, in one connection. */
  private Map<String, ObjectId> fetch(Store into, List<String> refs, int depth) throws IOException {
    Repository repository = into.repository();
    Map<String, ObjectId> commits = new LinkedHashMap<>();
    List<RefSpec> specs = refs.stream().map(ref -> new RefSpec("+" + ref + ":" + ref)).toList();
    try (Transport transport = connections.open(repository, project)) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setDepth(depth);
      try (FetchConnection connection = transport.openFetch(specs)) {
        List<Ref> missing = new ArrayList<>();
        for (String ref : refs) {
          Ref wanted = connection.getRef(ref);
          if (wanted == null || wanted.getObjectId() == null) {
            throw new TransportException("Remote does not have " + ref + " available for fetch.");
          }
          commits.put(ref, wanted.getObjectId());
          // The ref is set after its pack: where it says what the server says, all of it is there.
          Ref known = depth == 1 ? repository.exactRef(local(ref)) : null;
          if (known == null || !wanted.getObjectId().equals(known.getObjectId())) {
            missing.add(wanted);
          }
        }
        if (!missing.isEmpty()) {
          receive(connection, missing);
        }
        for (Ref received : missing) {
          set(repository, local(received.getName()), received.getObjectId());
        }
        return commits;
      }
    }
  }

  /** An object can say that it unpacks to any size. */
  private void receive(FetchConnection connection, List<Ref> wanted) throws IOException {
    try {
      connection.fetch(monitor(), wanted, Set.of());
    } catch (OutOfMemoryError e) {
      throw new IOException(
          EnvironmentException.permanent(
              "what the server sent of " + project + " does not fit into memory",
              "give Java more memory with -Xmx in JAVA_TOOL_OPTIONS",
              e));
    }
  }

  private static boolean isBranch(String ref) {
    return ref.startsWith("refs/heads/");
  }

  /** Patch sets share one name, so that a cache does not collect theirs. */
  private static String local(String ref) {
    return isBranch(ref) ? ref : "refs/chartbot/patch-set";
  }

  private static void set(Repository repository, String ref, ObjectId commit) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setNewObjectId(commit);
    update.disableRefLog();
    RefUpdate.Result result = update.forceUpdate();
    switch (result) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
      default -> throw new IOException("cannot set " + ref + ": " + result);
    }
  }

  @Override
  public synchronized void close() {
    store.close();
  }
}
