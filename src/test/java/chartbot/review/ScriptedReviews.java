package chartbot.review;

import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Given;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.ReviewState;
import chartbot.target.ReviewRules.Notify;
import chartbot.target.Target;
import chartbot.update.ClosedChange;
import chartbot.update.FoundChanges;
import chartbot.update.ReviewServer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes whose reviews go as a test has written; the last state of each stays. */
public final class ScriptedReviews implements ReviewServer {

  /** What one look at a change brings. */
  @FunctionalInterface
  interface Look {
    Optional<ReviewState> take() throws EnvironmentException;
  }

  /** Gerrit's words for each submit; where none are left it is done. */
  final Deque<String> refusals = new ArrayDeque<>();

  final List<String> submitted = new ArrayList<>();

  /** What Gerrit would submit with every change, and cannot yet. */
  final List<Integer> holdingBack = new ArrayList<>();

  private final Map<Integer, Deque<Look>> looks = new HashMap<>();

  ScriptedReviews then(int change, ReviewState state) {
    return then(change, () -> Optional.of(state));
  }

  ScriptedReviews then(int change, Look look) {
    looks.computeIfAbsent(change, number -> new ArrayDeque<>()).add(look);
    return this;
  }

  @Override
  public Optional<ReviewState> review(Target target, int change) throws EnvironmentException {
    Deque<Look> script = looks.getOrDefault(change, new ArrayDeque<>());
    Look next = script.size() > 1 ? script.remove() : script.element();
    return next.take();
  }

  @Override
  public Optional<String> submit(Target target, int change, String revision) {
    submitted.add(change + " at " + revision.replaceFirst("^0+", ""));
    return Optional.ofNullable(refusals.poll());
  }

  @Override
  public List<Integer> holdingBack(Target target, int change) {
    return holdingBack;
  }

  @Override
  public Account self() {
    return Given.BOT;
  }

  @Override
  public Optional<String> tip(Target target) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public FoundChanges changes(Target target) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public void release(Target target, Hold hold) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public Map<String, Hold> retirements(Target target, Set<String> images) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public Map<String, Instant> lastMerged(Target target) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public Set<String> usedChangeIds(Target target, List<String> changeIds) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public boolean mergeable(Target target, OpenChange change) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public boolean delete(Target target, OpenChange change) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public boolean restore(Target target, OpenChange change, String why) {
    throw new AssertionError();
  }

  @Override
  public boolean abandon(Target target, OpenChange change, String why) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public List<Integer> standingOn(Target target, OpenChange change) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public List<ClosedChange> closedLately(Target target) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public Optional<String> vote(
      Target target, int change, String revision, String label, int value, String text) {
    throw new AssertionError("not asked for by a wait");
  }

  @Override
  public void comment(Target target, int change, String text, Notify notify) {
    throw new AssertionError("not asked for by a wait");
  }
}
