package chartbot.update;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.FileEdit;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Given;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ReviewState;
import chartbot.target.Identity;
import chartbot.target.ReviewRules.Notify;
import chartbot.target.Target;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Gerrit with one project in memory, as far as updates need it; what goes wrong is told to it.
 */
final class FakeGerrit implements ChartRepository, ReviewServer {

  /** What becomes of one push. */
  @FunctionalInterface
  interface Fate {
    PushResult of(Push push) throws ChartbotException;
  }

  /** A push that Gerrit takes when it is asked to. */
  @FunctionalInterface
  interface Push {
    PushResult take() throws ChartbotException;
  }

  private record Commit(String commit, ChartFiles chart) implements Snapshot {}

  /** What a Git replica answers to the next fetches instead of the tip. */
  final Deque<String> lagging = new ArrayDeque<>();

  /** What happens to the next pushes. */
  final Deque<Fate> pushes = new ArrayDeque<>();

  /** What happens to the next pushes that restore a patch set. */
  final Deque<Fate> putBacks = new ArrayDeque<>();

  /** What happens before a change is abandoned. */
  Runnable beforeAbandoning = () -> {};

  private final Set<Integer> released = new HashSet<>();
  private final List<String> history = new ArrayList<>();

  Set<Integer> released() {
    return released;
  }

  private int looksBeforeFaults;
  private int faults;

  /** The push options of each push, in order. */
  final List<List<String>> options = new ArrayList<>();

  final List<String> comments = new ArrayList<>();
  final Map<Integer, String> abandoned = new HashMap<>();

  /** Numbers of the changes that people have built on another one. */
  final Map<Integer, List<Integer>> stacked = new HashMap<>();

  private final List<ClosedChange> closed = new ArrayList<>();
  private final Map<Integer, OpenChange> open = new TreeMap<>();
  private final Set<Integer> conflicting = new HashSet<>();
  private final Set<String> closedIds = new HashSet<>();
  private final Map<String, Map<String, String>> trees = new HashMap<>();

  /** How often a file of a chart was looked at. */
  int reads;

  private int commits;
  private int numbers;
  private String tip;
  private @Nullable String fetched;

  FakeGerrit(Map<String, String> chart) {
    tip = commit(chart);
  }

  /** The branch moves on: one file has other content. */
  void onBranch(String path, String text) {
    Map<String, String> files = new TreeMap<>(tree(tip));
    files.put(path, text);
    history.add(tip);
    tip = commit(files);
  }

  /** A person adds a patch set to a change: one file has other content, the message may be new. */
  void amend(int number, String path, String text) {
    amend(number, path, text, change(number).current().message());
  }

  void amend(int number, String path, String text, String message) {
    OpenChange change = change(number);
    Map<String, String> files = new TreeMap<>(tree(change.current().revision()));
    files.put(path, text);
    put(change, commit(files), change.current().parent(), Given.SOMEBODY, message);
  }

  /** After some more looks at the open changes, the network is away for some. */
  void fails(int looks, int times) {
    looksBeforeFaults = looks;
    faults = times;
  }

  /** From now on a change does not merge into the branch. */
  void conflicts(int number) {
    conflicting.add(number);
  }

  void merge(int number) {
    OpenChange change = change(number);
    Map<String, String> files = new TreeMap<>(tree(tip));
    files.keySet().removeAll(tree(change.current().parent()).keySet());
    files.putAll(tree(change.current().revision()));
    history.add(tip);
    tip = commit(files);
    close(change);
    closed.add(new ClosedChange(change, true));
  }

  /** Reviewers approve the current patch set. */
  void approve(int number) {
    OpenChange change = change(number);
    open.put(number, with(change, change.patchSets(), true, change.notices()));
  }

  /** A reviewer takes the approval back. */
  void disapprove(int number) {
    OpenChange change = change(number);
    open.put(number, with(change, change.patchSets(), false, change.notices()));
  }

  /** How often it was asked for anything over the network. */
  int requests;

  OpenChange change(int number) {
    return Objects.requireNonNull(open.get(number), "no open change " + number);
  }

  List<OpenChange> open() {
    return List.copyOf(open.values());
  }

  /** A file as a change's newest patch set has it; empty where it does not. */
  String file(int number, String path) {
    return tree(change(number).current().revision()).getOrDefault(path, "");
  }

  /** Somebody restores a change that was abandoned. */
  void reopen(OpenChange change) {
    closedIds.remove(change.changeId());
    open.put(change.number(), change);
  }

  /** Somebody abandons a change. */
  void close(OpenChange change) {
    closedIds.add(change.changeId());
    open.remove(change.number());
  }

  private Map<String, String> tree(String commit) {
    return Objects.requireNonNull(trees.get(commit), commit);
  }

  private String commit(Map<String, String> files) {
    String commit = String.format("%040d", ++commits);
    trees.put(commit, Map.copyOf(files));
    return commit;
  }

  private Snapshot snapshot(String commit) {
    Map<String, String> files = tree(commit);
    return new Commit(
        commit,
        new ChartFiles() {
          @Override
          public Optional<byte[]> read(String path) {
            reads++;
            return Optional.ofNullable(files.get(path)).map(text -> text.getBytes(UTF_8));
          }

          @Override
          public List<String> paths(String folder) {
            return files.keySet().stream()
                .filter(path -> path.startsWith(folder))
                .sorted()
                .toList();
          }
        });
  }

  private Map<String, String> edited(String commit, ChartEdit edit) {
    Map<String, String> files = new HashMap<>(tree(commit));
    for (FileEdit file : edit.files()) {
      if (file.removed()) {
        files.remove(file.path());
      } else {
        files.put(file.path(), new String(file.after(), UTF_8));
      }
    }
    return files;
  }

  /** A change as it is before its first patch set. */
  private OpenChange fresh(String id) {
    numbers++;
    return Given.change(numbers).id(id).proposes("none:0").open();
  }

  private void put(
      OpenChange change, String revision, String parent, int uploader, String message) {
    List<PatchSet> patchSets =
        new ArrayList<>(open.containsKey(change.number()) ? change.patchSets() : List.of());
    PatchSet.Stamp stamp = new PatchSet.Stamp(identity(uploader), Instant.EPOCH, ZoneOffset.UTC);
    int next = patchSets.size() + 1;
    String ref = "refs/changes/" + change.number() + "/" + next;
    patchSets.add(
        new PatchSet(next, revision, ref, List.of(parent), uploader, message, stamp, stamp));
    open.put(change.number(), with(change, patchSets, false, change.notices()));
  }

  static Identity identity(int account) {
    return new Identity("account " + account, "x@example.com");
  }

  private static OpenChange with(
      OpenChange change, List<PatchSet> patchSets, boolean submittable, List<String> notices) {
    return new OpenChange(
        change.number(),
        change.changeId(),
        change.url(),
        change.owner(),
        change.hashtags(),
        patchSets,
        Optional.empty(),
        Optional.empty(),
        submittable,
        List.of(),
        false,
        Instant.EPOCH,
        notices);
  }

  /** As Git reads footers: in the last paragraph, their keys in any case; without, a new one. */
  private static String changeId(String message) {
    String last = message.strip().replaceFirst("(?s).*\n\n", "");
    Matcher id = Pattern.compile("(?im)^Change-Id: *(\\S+)$").matcher(last);
    return id.find() ? id.group(1) : message;
  }

  private PushResult take(String revision, String parent, Proposal proposal) {
    options.add(proposal.options());
    String id = changeId(proposal.message());
    if (closedIds.contains(id)) {
      return new PushResult.Closed();
    }
    OpenChange change =
        open.values().stream()
            .filter(each -> each.changeId().equals(id))
            .findFirst()
            .orElseGet(() -> fresh(id));
    put(change, revision, parent, Given.BOT.id(), proposal.message());
    return new PushResult.Accepted(change.number(), change.url(), revision);
  }

  @Override
  public Optional<Snapshot> keptTip(Target target) {
    return Optional.ofNullable(fetched).map(this::snapshot);
  }

  @Override
  public Optional<String> tip(Target target) {
    requests++;
    return Optional.of(tip);
  }

  @Override
  public Snapshot fetchTip(Target target) {
    requests++;
    fetched = lagging.isEmpty() ? tip : lagging.remove();
    return snapshot(fetched);
  }

  @Override
  public Snapshot fetchParent(Target target, PatchSet patchSet) {
    requests++;
    return snapshot(patchSet.parent());
  }

  @Override
  public List<Snapshot> history(Target target, int most) {
    requests++;
    List<Snapshot> commits = new ArrayList<>(List.of(snapshot(tip)));
    for (int i = history.size() - 1; i >= 0 && commits.size() < most; i--) {
      commits.add(snapshot(history.get(i)));
    }
    return commits;
  }

  @Override
  public String tree(Target target, Snapshot commit, ChartEdit edit) {
    return id(edited(commit.commit(), edit));
  }

  @Override
  public boolean holds(Target target, PatchSet patchSet, String tree) {
    return id(tree(patchSet.revision())).equals(tree);
  }

  /** As a tree's SHA-1: the same files have the same. */
  private static String id(Map<String, String> files) {
    return new TreeMap<>(files).toString();
  }

  @Override
  public PushResult push(Target target, Snapshot parent, ChartEdit edit, Proposal proposal)
      throws ChartbotException {
    String revision = commit(edited(parent.commit(), edit));
    return fate(pushes).of(() -> take(revision, parent.commit(), proposal));
  }

  @Override
  public PushResult pushAgain(Target target, PatchSet patchSet, Proposal proposal)
      throws ChartbotException {
    String revision = commit(tree(patchSet.revision()));
    return fate(putBacks).of(() -> take(revision, patchSet.parent(), proposal));
  }

  private static Fate fate(Deque<Fate> fates) {
    Fate next = fates.poll();
    return next == null ? Push::take : next;
  }

  @Override
  public Account self() {
    return Given.BOT;
  }

  @Override
  public FoundChanges changes(Target target) throws EnvironmentException {
    requests++;
    if (looksBeforeFaults-- <= 0 && faults-- > 0) {
      throw EnvironmentException.temporary("no network", null, null);
    }
    List<Hold> holds = new ArrayList<>();
    closed.stream()
        .filter(ClosedChange::merged)
        .map(ClosedChange::change)
        .filter(change -> !released.contains(change.number()))
        .forEach(
            change ->
                holds.addAll(
                    change
                        .current()
                        .footers()
                        .holds(change.number(), change.url(), true)
                        .values()));
    holds.removeIf(Hold::isRetirement);
    return new FoundChanges(open(), holds);
  }

  @Override
  public void release(Target target, Hold hold) {
    requests++;
    released.add(hold.change());
  }

  @Override
  public Set<String> usedChangeIds(Target target, List<String> changeIds) {
    Set<String> used = new HashSet<>(changeIds);
    used.retainAll(closedIds);
    return used;
  }

  @Override
  public boolean mergeable(Target target, OpenChange change) {
    requests++;
    return !conflicting.contains(change.number());
  }

  @Override
  public boolean delete(Target target, OpenChange change) {
    return false;
  }

  @Override
  public boolean abandon(Target target, OpenChange change, String why) {
    beforeAbandoning.run();
    abandoned.put(change.number(), why);
    close(change);
    return true;
  }

  @Override
  public boolean restore(Target target, OpenChange change, String why) {
    reopen(change);
    return true;
  }

  @Override
  public List<Integer> standingOn(Target target, OpenChange change) {
    return stacked.getOrDefault(change.number(), List.of());
  }

  @Override
  public Map<String, Hold> retirements(Target target, Set<String> images) {
    requests++;
    Map<String, Hold> retirements = new HashMap<>();
    closed.stream()
        .filter(ClosedChange::merged)
        .map(ClosedChange::change)
        .forEach(
            change ->
                change
                    .current()
                    .footers()
                    .holds(change.number(), change.url(), true)
                    .forEach(retirements::put));
    retirements.keySet().retainAll(images);
    return retirements;
  }

  @Override
  public Map<String, Instant> lastMerged(Target target) {
    Map<String, Instant> last = new HashMap<>();
    closed.stream()
        .filter(ClosedChange::merged)
        .map(ClosedChange::change)
        .forEach(
            change -> change.images().keySet().forEach(name -> last.put(name, change.created())));
    return last;
  }

  @Override
  public List<ClosedChange> closedLately(Target target) {
    return closed;
  }

  @Override
  public void comment(Target target, int number, String text, Notify notify) {
    comments.add(text);
    OpenChange change = open.get(number);
    if (change != null) {
      List<String> notices = new ArrayList<>(change.notices());
      notices.add(text);
      open.put(number, with(change, change.patchSets(), change.submittable(), notices));
    }
  }

  @Override
  public Optional<String> vote(
      Target target, int number, String revision, String label, int value, String text) {
    comment(target, number, text, Notify.NONE);
    return Optional.empty();
  }

  @Override
  public Optional<ReviewState> review(Target target, int change) {
    return Optional.ofNullable(open.get(change))
        .map(
            found ->
                new ReviewState(
                    ReviewState.Status.OPEN,
                    target.branch(),
                    found.current(),
                    List.of(),
                    List.of(),
                    false,
                    false,
                    ""));
  }

  @Override
  public List<Integer> holdingBack(Target target, int change) {
    return List.of();
  }

  @Override
  public Optional<String> submit(Target target, int change, String revision) {
    throw new AssertionError("not asked for by an update");
  }
}
