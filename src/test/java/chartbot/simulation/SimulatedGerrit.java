package chartbot.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.FileEdit;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ReviewState;
import chartbot.target.Identity;
import chartbot.target.ReviewRules;
import chartbot.update.FoundChanges;
import chartbot.update.PushResult;
import chartbot.update.Snapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Gerrit holds: one branch of one project, its changes, and an index that may lag. */
final class SimulatedGerrit {

  static final int BOT = 7;
  static final int PERSON = 8;
  static final int OTHER_BOT = 9;
  static final String BRANCH = "master";

  private static final Pattern CHANGE_ID = Pattern.compile("(?m)^Change-Id: (\\S+)$");

  record Commit(String id, Map<String, String> files, String parent) implements Snapshot {
    @Override
    public String commit() {
      return id;
    }

    @Override
    public ChartFiles chart() {
      return new ChartFiles() {
        @Override
        public Optional<byte[]> read(String path) {
          return Optional.ofNullable(files.get(path)).map(text -> text.getBytes(UTF_8));
        }

        @Override
        public List<String> paths(String folder) {
          return files.keySet().stream().filter(path -> path.startsWith(folder)).sorted().toList();
        }
      };
    }
  }

  /** One change, open or not. */
  static final class Change {
    final int number;
    final String changeId;
    final int owner;
    ReviewState.Status status = ReviewState.Status.OPEN;
    String branch = BRANCH;
    final Set<String> hashtags = new HashSet<>();
    final List<PatchSet> patchSets = new ArrayList<>();
    final List<String> notices = new ArrayList<>();
    boolean vetoed;
    boolean approved;
    boolean workInProgress;
    boolean abandonedByPerson;

    Change(int number, String changeId, int owner) {
      this.number = number;
      this.changeId = changeId;
      this.owner = owner;
    }

    boolean isOpen() {
      return status == ReviewState.Status.OPEN;
    }

    boolean isTheBots() {
      return hashtags.contains(ReviewRules.HASHTAG);
    }

    PatchSet current() {
      return patchSets.get(patchSets.size() - 1);
    }

    boolean submittable() {
      return approved && !vetoed;
    }

    OpenChange open() {
      return new OpenChange(
          number,
          changeId,
          "http://gerrit/c/p/+/" + number,
          owner,
          hashtags,
          patchSets,
          vetoed ? Optional.of("Carol") : Optional.empty(),
          Optional.empty(),
          submittable(),
          List.of(),
          workInProgress,
          Instant.EPOCH,
          notices);
    }
  }

  private final Map<String, Commit> commits = new HashMap<>();
  private final Set<String> onBranch = new HashSet<>();
  final Map<Integer, Change> changes = new TreeMap<>();

  private record Indexed(long when, FoundChanges found) {}

  private final List<Change> merged = new ArrayList<>();
  private final List<Indexed> index = new ArrayList<>();
  private final LongSupplier clock;
  private int served;
  String tip = "";
  long lag;
  int mostPatchSets = 1000;
  int pushes;
  int requests;
  final List<String> trace = new ArrayList<>();

  SimulatedGerrit(Map<String, String> files, LongSupplier clock) {
    this.clock = clock;
    advance(commit(files, ""));
    indexed();
  }

  Commit commit(String id) {
    return Objects.requireNonNull(commits.get(id), id);
  }

  Commit tip() {
    return commit(tip);
  }

  String commit(Map<String, String> files, String parent) {
    String id = String.format("%040x", commits.size() + 1);
    commits.put(id, new Commit(id, Map.copyOf(files), parent));
    return id;
  }

  private void advance(String commit) {
    tip = commit;
    onBranch.add(commit);
  }

  /** The tip of the branch, and what was its tip before. */
  List<Snapshot> history(int most) {
    List<Snapshot> history = new ArrayList<>();
    for (String id = tip; !id.isEmpty() && history.size() < most; id = commit(id).parent()) {
      history.add(commit(id));
    }
    return history;
  }

  /** The branch gets a commit past review. */
  void onBranch(String path, String text) {
    Map<String, String> files = new HashMap<>(tip().files());
    files.put(path, text);
    advance(commit(files, tip));
  }

  void indexed() {
    List<Hold> holds = new ArrayList<>();
    for (Change change : merged) {
      if (!change.hashtags.contains(Hold.RELEASED)) {
        holds.addAll(
            change.current().footers().holds(change.number, "http://gerrit", true).values());
      }
    }
    holds.removeIf(Hold::isRetirement);
    List<OpenChange> open = open().stream().filter(Change::isTheBots).map(Change::open).toList();
    index.add(new Indexed(clock.getAsLong(), new FoundChanges(open, holds)));
  }

  /** The open changes of the branch, whoever made them. */
  List<Change> open() {
    return changes.values().stream()
        .filter(change -> change.isOpen() && change.branch.equals(BRANCH))
        .toList();
  }

  /** As the index has it, which lags for some time but never goes back. */
  FoundChanges query() {
    long now = clock.getAsLong();
    while (served < index.size() - 1 && index.get(served + 1).when() <= now - lag) {
      served++;
    }
    return index.get(served).found();
  }

  /** What merged changes have retired. */
  Map<String, Hold> retirements(Set<String> images) {
    Map<String, Hold> retirements = new HashMap<>();
    for (Change change : changes.values()) {
      if (change.status == ReviewState.Status.MERGED) {
        retirements.putAll(change.current().footers().holds(change.number, "http://gerrit", true));
      }
    }
    retirements.keySet().retainAll(images);
    return retirements;
  }

  Map<String, String> edited(String commit, ChartEdit edit) {
    Map<String, String> files = new HashMap<>(commit(commit).files());
    for (FileEdit file : edit.files()) {
      if (file.removed()) {
        files.remove(file.path());
      } else {
        files.put(file.path(), new String(file.after(), UTF_8));
      }
    }
    return files;
  }

  static String changeId(String message) {
    Matcher id = CHANGE_ID.matcher(message);
    return id.find() ? id.group(1) : "";
  }

  List<Change> carrying(String changeId) {
    return changes.values().stream()
        .filter(change -> change.changeId.equals(changeId) && change.branch.equals(BRANCH))
        .toList();
  }

  /**
   * Takes a push that found these changes when it began.
   *
   * @param found by its Change-Id
   */
  PushResult take(List<Change> found, String revision, int uploader, String message) {
    pushes++;
    if (found.size() > 1) {
      return new PushResult.DuplicateChangeId();
    }
    if (found.isEmpty()) {
      Change created = create(changeId(message), uploader);
      created.hashtags.add(ReviewRules.HASHTAG);
      return add(created, revision, uploader, message);
    }
    Change change = found.get(0);
    if (!change.isOpen()) {
      return new PushResult.Closed();
    }
    if (change.patchSets.size() >= mostPatchSets) {
      return new PushResult.Full("the change may not have more patch sets");
    }
    return add(change, revision, uploader, message);
  }

  private Change create(String changeId, int owner) {
    Change created = new Change(changes.size() + 1, changeId, owner);
    changes.put(created.number, created);
    return created;
  }

  private PushResult add(Change change, String revision, int uploader, String message) {
    int next = change.patchSets.size() + 1;
    PatchSet.Stamp stamp =
        new PatchSet.Stamp(
            new Identity("account " + uploader, "x@example.com"), Instant.EPOCH, ZoneOffset.UTC);
    String ref = "refs/changes/" + change.number + "/" + next;
    PatchSet added =
        new PatchSet(
            next,
            revision,
            ref,
            List.of(commit(revision).parent()),
            uploader,
            message,
            stamp,
            stamp);
    boolean carries = next > 1 && carries(change.current(), revision);
    // Votes are copied where nothing changes, the message included.
    change.approved &= carries && message.equals(change.current().message());
    change.patchSets.add(carries ? added.carrying(change.current()) : added);
    indexed();
    return new PushResult.Accepted(change.number, "http://gerrit/c/p/+/" + change.number, revision);
  }

  /** Whether a commit only rebases a patch set, or changes nothing of it. */
  private boolean carries(PatchSet below, String revision) {
    Commit next = commit(revision);
    return merge(commit(below.revision()), commit(next.parent()).files())
        .filter(next.files()::equals)
        .isPresent();
  }

  /** A person pushes a patch set with content of their own. */
  void amend(Change change, String path, String text) {
    Map<String, String> files = new HashMap<>(commit(change.current().revision()).files());
    files.put(path, text);
    add(change, commit(files, change.current().parent()), PERSON, change.current().message());
  }

  /** A person edits the commit message. */
  void reword(Change change, String message) {
    Commit current = commit(change.current().revision());
    add(change, commit(current.files(), current.parent()), PERSON, message);
    change.approved = false;
  }

  /** A person clicks Rebase; nothing where it conflicts. */
  boolean rebase(Change change) {
    Optional<Map<String, String>> merged = merged(change);
    if (merged.isEmpty() || change.current().parent().equals(tip)) {
      return false;
    }
    add(change, commit(merged.get(), tip), PERSON, change.current().message());
    return true;
  }

  /** A person pushes a change of their own on top of one. */
  void stack(Change below) {
    Commit base = commit(below.current().revision());
    Map<String, String> files = new HashMap<>(base.files());
    files.put("STACKED", "by a person\n");
    add(create("Istacked" + changes.size(), PERSON), commit(files, base.id()), PERSON, "Stacked\n");
  }

  boolean submit(Change change) {
    Optional<Map<String, String>> merged = merged(change);
    if (merged.isEmpty() || change.vetoed || change.workInProgress) {
      return false;
    }
    Commit theirs = commit(change.current().revision());
    onBranch.add(theirs.id());
    advance(theirs.parent().equals(tip) ? theirs.id() : commit(merged.get(), tip));
    this.merged.add(change);
    close(change, ReviewState.Status.MERGED);
    return true;
  }

  void close(Change change, ReviewState.Status status) {
    change.status = status;
    indexed();
  }

  void reopen(Change change) {
    change.status = ReviewState.Status.OPEN;
    change.abandonedByPerson = false;
    indexed();
  }

  /** Changes that build on a patch set of this one. */
  List<Change> standingOn(int number) {
    List<String> revisions =
        Objects.requireNonNull(changes.get(number)).patchSets.stream()
            .map(PatchSet::revision)
            .toList();
    return changes.values().stream()
        .filter(change -> change.isOpen() && revisions.contains(change.current().parent()))
        .toList();
  }

  /** The branch with the change; empty where that conflicts. */
  Optional<Map<String, String>> merged(Change change) {
    Commit theirs = commit(change.current().revision());
    return onBranch.contains(theirs.parent()) ? merge(theirs, tip().files()) : Optional.empty();
  }

  /** Files with what a commit changes; empty where that conflicts. */
  private Optional<Map<String, String>> merge(Commit theirs, Map<String, String> files) {
    Map<String, String> base = commit(theirs.parent()).files();
    Map<String, String> result = new HashMap<>(files);
    for (Map.Entry<String, String> file : theirs.files().entrySet()) {
      Optional<String> text =
          merged(
              base.getOrDefault(file.getKey(), ""),
              result.getOrDefault(file.getKey(), ""),
              file.getValue());
      if (text.isEmpty()) {
        return Optional.empty();
      }
      result.put(file.getKey(), text.get());
    }
    return Optional.of(result);
  }

  /** Line by line: no file here gains or loses a line. */
  private static Optional<String> merged(String base, String ours, String theirs) {
    if (base.equals(theirs) || ours.equals(theirs)) {
      return Optional.of(ours);
    }
    String[] b = base.split("\n", -1);
    String[] o = ours.split("\n", -1);
    String[] t = theirs.split("\n", -1);
    if (b.length != o.length || b.length != t.length) {
      return base.equals(ours) ? Optional.of(theirs) : Optional.empty();
    }
    for (int i = 0; i < b.length; i++) {
      if (o[i].equals(b[i])) {
        o[i] = t[i];
      } else if (!t[i].equals(b[i]) && !t[i].equals(o[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(String.join("\n", Arrays.asList(o)));
  }
}
