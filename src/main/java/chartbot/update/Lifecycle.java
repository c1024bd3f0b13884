package chartbot.update;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what becomes of a group's open change. A pure function: every run that sees the same
 * situation decides the same, which is what lets racing runs agree without talking to each other.
 */
final class Lifecycle {

  private final Situation situation;
  private final Map<String, String> wanted;
  private final List<OpenChange> own;

  private Lifecycle(Situation situation) {
    this.situation = situation;
    this.wanted = situation.wanted();
    this.own = situation.own();
  }

  static Decision decide(Situation situation) {
    return new Lifecycle(situation).decide();
  }

  private Decision decide() {
    for (OpenChange change : own) {
      Optional<PatchSet> theirs = toPutBack(change);
      if (theirs.isPresent()) {
        return new Decision.PutBack(change, theirs.get());
      }
    }
    if (wanted.isEmpty()) {
      return new Decision.Unchanged(List.of());
    }
    if (situation.branchHasAll()) {
      return new Decision.Unchanged(withdrawable(own));
    }
    for (OpenChange change : own) {
      Optional<String> why = reasonToLeaveAlone(change);
      if (why.isPresent()) {
        return saysAll(change)
            ? new Decision.Proposed(change, othersThan(change))
            : new Decision.LeaveAlone(
                change, why.get(), change.heldByOtherThan(situation.bot()), othersThan(change));
      }
    }
    Optional<OpenChange> elsewhere = coveringChangeOfAnotherGroup();
    if (own.isEmpty() && elsewhere.isPresent()) {
      return new Decision.Proposed(elsewhere.get(), List.of());
    }
    Optional<OpenChange> right = own.stream().filter(this::isRight).min(preference());
    if (right.isPresent()) {
      return new Decision.Proposed(right.get(), othersThan(right.get()));
    }
    Optional<OpenChange> usable = own.stream().filter(this::takesPushes).min(preference());
    if (usable.isPresent()) {
      return new Decision.NewPatchSet(usable.get(), othersThan(usable.get()));
    }
    List<OpenChange> superfluous = new ArrayList<>(withdrawable(own));
    superfluous.addAll(coveredChangesOfOtherGroups());
    return new Decision.NewChange(superfluous);
  }

  private Optional<PatchSet> toPutBack(OpenChange change) {
    return situation.force() || isIgnored(change) || !takesPushes(change)
        ? Optional.empty()
        : change.overwritten(situation.bot());
  }

  private static boolean isIgnored(OpenChange change) {
    return change.hashtags().contains(OpenChange.IGNORE);
  }

  private Optional<String> reasonToLeaveAlone(OpenChange change) {
    if (situation.force()) {
      return Optional.empty();
    }
    if (isIgnored(change)) {
      return Optional.of("it carries the hashtag '" + OpenChange.IGNORE + "'");
    }
    if (change.vetoed()) {
      return Optional.of("it has a Code-Review -2");
    }
    return change
        .heldWith(situation.bot())
        .map(theirs -> "patch set " + theirs.number() + " was uploaded by somebody else");
  }

  private boolean isRight(OpenChange change) {
    return saysAll(change) && !situation.stale().contains(change.number());
  }

  private boolean saysAll(OpenChange change) {
    return wanted.equals(change.images());
  }

  private boolean takesPushes(OpenChange change) {
    return !situation.spoiltIds().contains(change.changeId()) && !sharesItsId(change);
  }

  private boolean sharesItsId(OpenChange change) {
    return own.stream().filter(other -> other.changeId().equals(change.changeId())).count() > 1;
  }

  /** Changes that still take pushes first, then the oldest. */
  private Comparator<OpenChange> preference() {
    return Comparator.comparing((OpenChange change) -> !takesPushes(change))
        .thenComparing(OpenChange::number);
  }

  private List<OpenChange> othersThan(OpenChange kept) {
    List<OpenChange> others = new ArrayList<>(withdrawable(own));
    others.removeIf(other -> other.number() == kept.number());
    others.addAll(coveredChangesOfOtherGroups());
    return others;
  }

  private List<OpenChange> withdrawable(List<OpenChange> changes) {
    return changes.stream()
        .filter(change -> change.owner() == situation.bot().id())
        .filter(change -> reasonToLeaveAlone(change).isEmpty())
        .toList();
  }

  /** Another group's change that has every image asked for, none of them older. */
  private Optional<OpenChange> coveringChangeOfAnotherGroup() {
    return situation.others().stream()
        .filter(change -> covers(change.images(), wanted))
        .min(Comparator.comparing(OpenChange::number));
  }

  private List<OpenChange> coveredChangesOfOtherGroups() {
    return withdrawable(situation.others()).stream()
        .filter(change -> !change.images().isEmpty())
        .filter(change -> covers(wanted, change.images()))
        .toList();
  }

  private static boolean covers(Map<String, String> newer, Map<String, String> older) {
    return older.entrySet().stream()
        .allMatch(
            image -> {
              String tag = newer.get(image.getKey());
              return tag != null && !Tagging.isOlder(tag, image.getValue());
            });
  }
}
