package chartbot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ChartEdit;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ReviewState;
import chartbot.simulation.SimulatedGerrit.Change;
import chartbot.target.Identity;
import chartbot.target.ReviewRules.Notify;
import chartbot.target.Target;
import chartbot.update.ChartRepository;
import chartbot.update.ClosedChange;
import chartbot.update.FoundChanges;
import chartbot.update.Proposal;
import chartbot.update.PushResult;
import chartbot.update.ReviewServer;
import chartbot.update.Snapshot;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The ports of one process: at every call another process may go on, or something fails. */
final class SimulatedPorts implements ChartRepository, ReviewServer {

  /** Whose calls they are. */
  interface Caller {
    String name();

    /** Lets others go on. */
    void pause();
  }

  private final SimulatedGerrit gerrit;
  private final Choices choices;
  private final Caller caller;
  private final Account account;
  private final int faults;
  private int faultsLeft = 2;
  private Set<String> seenHeld = Set.of();

  /**
   * The ports of a process.
   *
   * @param account whom it works as
   * @param faults one call in so many fails; 0: none
   */
  SimulatedPorts(
      SimulatedGerrit gerrit, Choices choices, Caller caller, Account account, int faults) {
    this.gerrit = gerrit;
    this.choices = choices;
    this.caller = caller;
    this.account = account;
    this.faults = faults;
  }

  static Account account(int id) {
    return new Account(id, "bot" + id, Optional.of(new Identity("Bot", "bot@example.com")));
  }

  private boolean fails() {
    boolean fails = faults > 0 && faultsLeft > 0 && choices.oneIn(faults);
    faultsLeft -= fails ? 1 : 0;
    return fails;
  }

  private void call(String what) {
    caller.pause();
    gerrit.requests++;
    gerrit.trace.add(caller.name() + ": " + what);
  }

  private void mayFail(String what) throws EnvironmentException {
    if (fails()) {
      gerrit.trace.add("  fails: " + what);
      throw EnvironmentException.temporary("503 to " + what, null, null);
    }
  }

  @Override
  public Snapshot fetchTip(Target target) throws ChartbotException {
    call("fetch");
    mayFail("fetch");
    return gerrit.tip();
  }

  @Override
  public Optional<Snapshot> keptTip(Target target) {
    return Optional.empty();
  }

  @Override
  public Snapshot fetchParent(Target target, PatchSet patchSet) {
    call("fetch the parent of " + patchSet.ref());
    return gerrit.commit(patchSet.parent());
  }

  @Override
  public String tree(Target target, Snapshot commit, ChartEdit edit) {
    return new TreeMap<>(gerrit.edited(commit.commit(), edit)).toString();
  }

  @Override
  public boolean holds(Target target, PatchSet patchSet, String tree) {
    return new TreeMap<>(gerrit.commit(patchSet.revision()).files()).toString().equals(tree);
  }

  @Override
  public PushResult push(Target target, Snapshot parent, ChartEdit edit, Proposal proposal)
      throws ChartbotException {
    assertThat(seenHeld)
        .as("Change-Ids of changes that %s has seen held", caller.name())
        .doesNotContain(SimulatedGerrit.changeId(proposal.message()));
    return push(
        gerrit.commit(gerrit.edited(parent.commit(), edit), parent.commit()), proposal.message());
  }

  @Override
  public PushResult pushAgain(Target target, PatchSet patchSet, Proposal proposal)
      throws ChartbotException {
    String revision = gerrit.commit(gerrit.commit(patchSet.revision()).files(), patchSet.parent());
    return push(revision, proposal.message());
  }

  /** Between the look for the Change-Id and the creation another push may do the same. */
  private PushResult push(String revision, String message) throws ChartbotException {
    String changeId = SimulatedGerrit.changeId(message);
    call("push " + message.replace("\n", " "));
    mayFail("push");
    List<Change> found = gerrit.carrying(changeId);
    caller.pause();
    boolean wasLooked = found.isEmpty();
    PushResult result =
        gerrit.take(wasLooked ? found : gerrit.carrying(changeId), revision, account.id(), message);
    gerrit.trace.add("  " + result);
    if (fails()) {
      gerrit.trace.add("  its answer is lost");
      return new PushResult.Unknown("cut off", revision);
    }
    return result;
  }

  @Override
  public Account self() {
    return account;
  }

  @Override
  public Optional<String> tip(Target target) {
    return Optional.of(gerrit.tip);
  }

  @Override
  public FoundChanges changes(Target target) throws EnvironmentException {
    call("query");
    mayFail("query");
    FoundChanges found = gerrit.query();
    seenHeld =
        found.open().stream()
            .filter(change -> History.isHeld(change, account))
            .map(OpenChange::changeId)
            .collect(Collectors.toSet());
    return found;
  }

  @Override
  public Set<String> usedChangeIds(Target target, List<String> changeIds) {
    call("look up ids");
    Set<String> used = new HashSet<>(changeIds);
    used.removeIf(id -> gerrit.carrying(id).isEmpty());
    return used;
  }

  private Change change(OpenChange change) {
    return Objects.requireNonNull(gerrit.changes.get(change.number()));
  }

  @Override
  public boolean mergeable(Target target, OpenChange change) throws EnvironmentException {
    call("mergeable " + change.number());
    mayFail("mergeable");
    Change now = change(change);
    return now.status == ReviewState.Status.OPEN && gerrit.merged(now).isPresent();
  }

  @Override
  public boolean delete(Target target, OpenChange change) {
    return false;
  }

  @Override
  public boolean abandon(Target target, OpenChange change, String why) throws EnvironmentException {
    call("abandon " + change.number() + ": " + why);
    mayFail("abandon");
    Change now = change(change);
    if (now.status == ReviewState.Status.OPEN) {
      gerrit.close(now, ReviewState.Status.ABANDONED);
    }
    if (fails()) {
      throw EnvironmentException.temporary("the answer to abandon is lost", null, null);
    }
    return true;
  }

  @Override
  public boolean restore(Target target, OpenChange change, String why) {
    call("restore " + change.number());
    if (change(change).status == ReviewState.Status.ABANDONED) {
      gerrit.reopen(change(change));
    }
    return true;
  }

  @Override
  public List<Integer> standingOn(Target target, OpenChange change) throws EnvironmentException {
    call("related to " + change.number());
    mayFail("related");
    return gerrit.standingOn(change.number()).stream().map(above -> above.number).toList();
  }

  @Override
  public void release(Target target, Hold hold) throws EnvironmentException {
    call("release " + hold.change());
    mayFail("release");
    Change released = Objects.requireNonNull(gerrit.changes.get(hold.change()));
    released.hashtags.add(Hold.RELEASED);
    gerrit.indexed();
  }

  @Override
  public List<Snapshot> history(Target target, int most) throws EnvironmentException {
    call("fetch the history");
    mayFail("fetch");
    return gerrit.history(most);
  }

  @Override
  public Map<String, Hold> retirements(Target target, Set<String> images)
      throws EnvironmentException {
    call("query retirements");
    mayFail("query");
    return gerrit.retirements(images);
  }

  @Override
  public Map<String, Instant> lastMerged(Target target) {
    throw new AssertionError("not asked for by an update");
  }

  @Override
  public List<ClosedChange> closedLately(Target target) {
    call("query closed changes");
    return List.of();
  }

  @Override
  public void comment(Target target, int change, String text, Notify notify) {
    call("comment on " + change);
    Objects.requireNonNull(gerrit.changes.get(change)).notices.add(text);
    gerrit.indexed();
  }

  @Override
  public Optional<String> vote(
      Target target, int change, String revision, String label, int value, String text) {
    comment(target, change, text, Notify.NONE);
    return Optional.empty();
  }

  @Override
  public Optional<ReviewState> review(Target target, int number) throws EnvironmentException {
    call("review of " + number);
    mayFail("review");
    return Optional.ofNullable(gerrit.changes.get(number))
        .map(
            change ->
                new ReviewState(
                    change.status,
                    change.branch,
                    change.current(),
                    List.of(),
                    List.of(),
                    change.submittable(),
                    change.workInProgress,
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
