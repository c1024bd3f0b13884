package chartbot.git;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.error.PrintableText;
import chartbot.image.CommitSubjects;
import chartbot.update.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/**
 * Reads commits from Gerrit with its credentials, and over HTTPS without any from hosts that the
 * configuration names. Image labels name the repository, and anybody can write those: nothing is
 * sent anywhere else.
 */
public final class GitCommitSubjects implements CommitSubjects {

  private static final int MOST_COMMITS = 50;
  private static final int MOST_SUBJECTS = 20;
  private static final int LONGEST_SUBJECT = 100;
  private static final int MOST_OBJECTS = 50_000;
  private static final GitLimits LIMITS =
      new GitLimits(Duration.ofSeconds(20), 4L << 20, 32L << 20);

  /** A path that leads nowhere else, however a server reads it. */
  private static final Pattern PROJECT =
      Pattern.compile("(?:(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~+-]+(?:/(?!$)|$))+");

  private static final Pattern HTTPS =
      Pattern.compile("(?<server>https://(?<host>[^/:]+)(?::\\d+)?/)(?<project>.*)");

  /** A repository and how to reach it. */
  private record Place(Connections connections, String project) {}

  private final GitServer gerrit;
  private final List<String> bases;
  private final Set<String> hosts;
  private final Path home;
  private final LoginGate gate;
  private final GitLimits limits;
  private final Progress progress;

  /**
   * @param gerrit where its projects are fetched from
   * @param web its own address, by which labels may name a project
   * @param hosts whose repositories are read without credentials
   * @param gate of Gerrit's password
   * @param home where SSH keys and known hosts are, in {@code .ssh}
   */
  public GitCommitSubjects(
      GitServer gerrit,
      String web,
      Set<String> hosts,
      LoginGate gate,
      Path home,
      Progress progress) {
    this(gerrit, web, hosts, gate, LIMITS, home, progress);
  }

  GitCommitSubjects(
      GitServer gerrit,
      String web,
      Set<String> hosts,
      LoginGate gate,
      GitLimits limits,
      Path home,
      Progress progress) {
    IsolatedSystemReader.install();
    this.gerrit = gerrit;
    this.bases = List.of(base(web), base(gerrit.url()));
    this.hosts = Set.copyOf(hosts);
    this.gate = gate;
    this.limits = limits;
    this.home = home;
    this.progress = progress;
  }

  private static String base(String url) {
    return url.replaceFirst("^ssh://[^/@]*@", "ssh://").replaceFirst("/*$", "/");
  }

  @Override
  public List<String> between(String source, String from, String to) {
    Optional<Place> place = place(source);
    if (place.isEmpty() || !ObjectId.isId(from) || !ObjectId.isId(to)) {
      return List.of();
    }
    FutureTask<List<String>> reading =
        new FutureTask<>(
            () -> read(place.get(), ObjectId.fromString(from), ObjectId.fromString(to)));
    Thread thread = new Thread(reading, "chartbot-subjects");
    thread.setDaemon(true);
    thread.start();
    try {
      return reading.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      reading.cancel(true);
      progress.trace("no commits of " + source + ": " + (e.getCause() == null ? e : e.getCause()));
      return List.of();
    } catch (InterruptedException e) {
      reading.cancel(true);
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private Optional<Place> place(String source) {
    for (String base : bases) {
      if (source.startsWith(base)) {
        String project = source.substring(base.length()).replaceFirst("^(a/|plugins/gitiles/)", "");
        return place(gerrit, gate, project);
      }
    }
    Matcher other = HTTPS.matcher(source);
    if (!other.matches() || !hosts.contains(other.group("host"))) {
      return Optional.empty();
    }
    GitServer anonymous = new GitServer(other.group("server"), Optional.empty(), Optional.empty());
    return place(anonymous, new LoginGate(), other.group("project"));
  }

  private Optional<Place> place(GitServer server, LoginGate itsGate, String project) {
    return PROJECT.matcher(project).matches()
        ? Optional.of(new Place(new Connections(server, itsGate, limits, home), project))
        : Optional.empty();
  }

  private List<String> read(Place place, ObjectId from, ObjectId to)
      throws IOException, EnvironmentException {
    try (Store store = BareStore.create()) {
      try {
        fetch(place, store.repository(), to, FilterSpec.fromFilterLine("tree:0"));
      } catch (IOException serverHasNoFilter) {
        fetch(place, store.repository(), to, FilterSpec.NO_FILTER);
      }
      return subjects(store.repository(), from, to);
    }
  }

  private void fetch(Place place, Repository into, ObjectId commit, FilterSpec filter)
      throws IOException {
    long end = System.nanoTime() + limits.whole().toNanos();
    EmptyProgressMonitor bound =
        new EmptyProgressMonitor() {
          private int objects;

          @Override
          public void update(int completed) {
            objects += completed;
          }

          @Override
          public boolean isCancelled() {
            return objects > MOST_OBJECTS || System.nanoTime() - end > 0;
          }
        };
    try (Transport transport = place.connections().open(into, place.project())) {
      transport.setTimeout((int) Math.max(1, limits.whole().toSeconds()));
      transport.setDepth(MOST_COMMITS);
      transport.setFilterSpec(filter);
      Ref wanted = new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, commit.name(), commit);
      try (FetchConnection connection = transport.openFetch(List.of(new RefSpec(commit.name())))) {
        connection.fetch(bound, List.of(wanted), Set.of());
      }
    }
  }

  private static List<String> subjects(Repository repository, ObjectId from, ObjectId to)
      throws IOException {
    List<String> subjects = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      // Only what is behind the newer commit was fetched: what is not there is no ancestor of it.
      walk.markUninteresting(walk.parseCommit(from));
      walk.markStart(walk.parseCommit(to));
      walk.setRevFilter(RevFilter.NO_MERGES);
      for (RevCommit commit : walk) {
        String subject = PrintableText.line(commit.getShortMessage().strip());
        if (!subject.isEmpty() && subjects.size() < MOST_SUBJECTS) {
          subjects.add(PrintableText.cut(subject, LONGEST_SUBJECT));
        }
      }
      return subjects;
    } catch (MissingObjectException olderThanWhatIsRead) {
      return List.of();
    }
  }
}
