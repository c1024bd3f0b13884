package chartbot.update;

import chartbot.lifecycle.OpenChange;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The changes that one run has closed, or found closed: Gerrit's index may show them still. */
final class Closings {

  private final Set<Integer> closed = new HashSet<>();
  private final Map<Integer, OpenChange> abandoned = new LinkedHashMap<>();
  private final Map<Integer, OpenChange> unanswered = new LinkedHashMap<>();
  private final Set<Integer> refused = new HashSet<>();

  /** Numbers of all of them. */
  Set<Integer> closed() {
    return closed;
  }

  void isClosed(int change) {
    closed.add(change);
  }

  /** The run is about to abandon a change, and has no answer to that yet. */
  void abandons(OpenChange change) {
    unanswered.put(change.number(), change);
  }

  /** The changes of which it is not known whether this run has abandoned them. */
  List<OpenChange> unanswered() {
    return List.copyOf(unanswered.values());
  }

  void isAbandoned(OpenChange change) {
    isClosed(change.number());
    abandoned.put(change.number(), change);
    isNotAbandoned(change);
  }

  void isNotAbandoned(OpenChange change) {
    unanswered.remove(change.number());
  }

  /** Those that this run has abandoned, by number. */
  Map<Integer, OpenChange> abandoned() {
    return abandoned;
  }

  /** Gerrit does not let the bot abandon the change. */
  void isRefused(OpenChange change) {
    isNotAbandoned(change);
    refused.add(change.number());
  }

  boolean hasRefused(OpenChange change) {
    return refused.contains(change.number());
  }

  /** A change that was abandoned over a patch set of somebody else is open again. */
  void isReopened(OpenChange change) {
    closed.remove(change.number());
    isNotAbandoned(change);
  }
}
