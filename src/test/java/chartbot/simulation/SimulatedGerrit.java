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
    ReviewState.Status status = ReviewState.Status.OPEN;
    final Set<String> hashtags = new HashSet<>(Set.of("chartbot"));
    final List<PatchSet> patchSets = new ArrayList<>();
    final List<String> notices = new ArrayList<>();
    boolean vetoed;

    Change(int number, String changeId) {
      this.number = number;
      this.changeId = changeId;
    }

    PatchSet current() {
      return patchSets.get(patchSets.size() - 1);
    }

    OpenChange open() {
      return new OpenChange(
          number,
          changeId,
          "http://gerrit/c/p/+/" + number,
          BOT,
          hashtags,
          patchSets,
          vetoed ? Optional.of("Carol") : Optional.empty(),
          Optional.empty(),
          false,
          List.of(),
          false,
          Instant.EPOCH,
          notices);
    }
  }

  private final Map<String, Commit> commits = new HashMap<>();
  private final Set<String> onBranch = new HashSet<>();
  final Map<Integer, Change> changes = new TreeMap<>();

  private record Indexed(long when, List<OpenChange> open) {}

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

  /** The branch gets a commit past review. */
  void onBranch(String path, String text) {
    Map<String, String> files = new HashMap<>(tip().files());
    files.put(path, text);
    advance(commit(files, tip));
  }

  void indexed() {
    index.add(new Indexed(clock.getAsLong(), open().stream().map(Change::open).toList()));
  }

  List<Change> open() {
    return changes.values().stream()
        .filter(change -> change.status == ReviewState.Status.OPEN)
        .toList();
  }

  /** As the index has it, which lags for some time but never goes back. */
  List<OpenChange> query() {
    long now = clock.getAsLong();
    while (served < index.size() - 1 && index.get(served + 1).when() <= now - lag) {
      served++;
    }
    return index.get(served).open();
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
    return changes.values().stream().filter(change -> change.changeId.equals(changeId)).toList();
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
      Change created = new Change(changes.size() + 1, changeId(message));
      changes.put(created.number, created);
      return add(created, revision, uploader, message);
    }
    Change change = found.get(0);
    if (change.status != ReviewState.Status.OPEN) {
      return new PushResult.Closed();
    }
    if (change.patchSets.size() >= mostPatchSets) {
      return new PushResult.Full("the change may not have more patch sets");
    }
    return add(change, revision, uploader, message);
  }

  PushResult add(Change change, String revision, int uploader, String message) {
    int next = change.patchSets.size() + 1;
    PatchSet.Stamp stamp =
        new PatchSet.Stamp(
            new Identity("account " + uploader, "x@example.com"), Instant.EPOCH, ZoneOffset.UTC);
    String ref = "refs/changes/" + change.number + "/" + next;
    change.patchSets.add(
        new PatchSet(
            next,
            revision,
            ref,
            List.of(commit(revision).parent()),
            uploader,
            message,
            stamp,
            stamp));
    indexed();
    return new PushResult.Accepted(change.number, "http://gerrit/c/p/+/" + change.number, revision);
  }

  /** A person pushes a patch set with content of their own. */
  void amend(Change change, String text) {
    Map<String, String> files = new HashMap<>(commit(change.current().revision()).files());
    files.put("README", text);
    add(change, commit(files, change.current().parent()), PERSON, change.current().message());
  }

  /** A person clicks Rebase; nothing where it conflicts. */
  void rebase(Change change) {
    Optional<Map<String, String>> merged = merged(change);
    if (merged.isPresent() && !change.current().parent().equals(tip)) {
      String revision = commit(merged.get(), tip);
      PatchSet below = change.current();
      add(change, revision, PERSON, below.message());
      PatchSet rebased = change.patchSets.remove(change.patchSets.size() - 1);
      change.patchSets.add(rebased.carrying(below));
      indexed();
    }
  }

  boolean merge(Change change) {
    Optional<Map<String, String>> merged = merged(change);
    if (merged.isEmpty() || change.vetoed) {
      return false;
    }
    advance(commit(merged.get(), tip));
    close(change, ReviewState.Status.MERGED);
    return true;
  }

  void close(Change change, ReviewState.Status status) {
    change.status = status;
    indexed();
  }

  void reopen(Change change) {
    change.status = ReviewState.Status.OPEN;
    indexed();
  }

  /** The branch with the change; empty where that conflicts. */
  Optional<Map<String, String>> merged(Change change) {
    Commit theirs = commit(change.current().revision());
    if (!onBranch.contains(theirs.parent())) {
      return Optional.empty();
    }
    Map<String, String> base = commit(theirs.parent()).files();
    Map<String, String> result = new HashMap<>(tip().files());
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
    String[] b = base.split("\n", -1);
    String[] o = ours.split("\n", -1);
    String[] t = theirs.split("\n", -1);
    if (b.length != o.length || b.length != t.length) {
      return base.equals(theirs) ? Optional.of(ours) : Optional.empty();
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
