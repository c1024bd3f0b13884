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
    Optional<OpenChange> right = own.stream().filter(this::isRight).min(preference());
    Optional<OpenChange> ours =
        right.or(() -> own.stream().filter(this::takesPushes).min(preference()));
    Claim claim = ours.map(this::claim).orElse(Claim.ofNewChange(wanted));
    Optional<OpenChange> elsewhere = changeOfAnotherGroupInsteadOf(claim);
    if (elsewhere.isPresent()) {
      return new Decision.Proposed(elsewhere.get(), withdrawable(own));
    }
    if (right.isPresent()) {
      return new Decision.Proposed(right.get(), othersThan(right.get()));
    }
    if (ours.isPresent()) {
      return new Decision.NewPatchSet(ours.get(), othersThan(ours.get()));
    }
    List<OpenChange> superfluous = new ArrayList<>(withdrawable(own));
    superfluous.addAll(changesOfOtherGroupsThatYieldTo(claim));
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
    others.addAll(changesOfOtherGroupsThatYieldTo(claim(kept)));
    return others;
  }

  private List<OpenChange> withdrawable(List<OpenChange> changes) {
    return changes.stream()
        .filter(change -> change.owner() == situation.bot().id())
        .filter(change -> reasonToLeaveAlone(change).isEmpty())
        .toList();
  }

  /** What the group's change says, or will say. */
  private Claim claim(OpenChange change) {
    return new Claim(change.number(), wanted);
  }

  /** Of several the one that the others are superfluous beside, too. */
  private Optional<OpenChange> changeOfAnotherGroupInsteadOf(Claim claim) {
    List<OpenChange> covering =
        situation.others().stream().filter(change -> claim.yieldsTo(Claim.of(change))).toList();
    return covering.stream()
        .filter(change -> covering.stream().noneMatch(other -> yields(change, other)))
        .min(Comparator.comparing(OpenChange::number));
  }

  private List<OpenChange> changesOfOtherGroupsThatYieldTo(Claim claim) {
    return withdrawable(situation.others()).stream()
        .filter(change -> Claim.of(change).yieldsTo(claim))
        .toList();
  }

  private static boolean yields(OpenChange change, OpenChange other) {
    return Claim.of(change).yieldsTo(Claim.of(other));
  }
}
