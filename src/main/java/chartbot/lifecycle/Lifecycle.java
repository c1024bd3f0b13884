package chartbot.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides what becomes of a group's open change. A pure function: every run that sees the same
 * situation decides the same, which is what lets racing runs agree without talking to each other.
 */
public final class Lifecycle {

  private final Situation situation;
  private final Map<String, String> wanted;
  private final List<OpenChange> own;
  private final List<OpenChange> held;
  private final List<OpenChange> free;

  private Lifecycle(Situation situation) {
    this.situation = situation;
    this.wanted = situation.wanted();
    this.own = situation.own();
    this.held = own.stream().filter(change -> reasonToLeaveAlone(change).isPresent()).toList();
    this.free = own.stream().filter(change -> reasonToLeaveAlone(change).isEmpty()).toList();
  }

  public static Decision decide(Situation situation) {
    return new Lifecycle(situation).decide();
  }

  private Decision decide() {
    for (OpenChange change : own) {
      Optional<PatchSet> theirs = toRestore(change);
      if (theirs.isPresent()) {
        return new Decision.Restore(change, theirs.get());
      }
    }
    if (wanted.isEmpty() && !situation.settled()) {
      return new Decision.Unchanged(List.of());
    }
    if (situation.branchHasAll()) {
      return new Decision.Unchanged(abandonable(own));
    }
    Optional<OpenChange> right = oldest(free, this::isRight);
    Optional<OpenChange> usable = oldest(free, this::takesPushes);
    Optional<OpenChange> ours = right.or(() -> usable);
    // Of two bots with accounts of their own each holds what the other one would abandon its own
    // for.
    Optional<OpenChange> theirs =
        oldest(held, change -> saysAll(change) && !change.vetoed())
            .filter(change -> ours.isEmpty() || comesBefore(change, ours.get()));
    if (theirs.isPresent()) {
      return new Decision.Proposed(theirs.get(), othersThan(theirs.get()));
    }
    if (ours.isPresent() || own.isEmpty()) {
      Coverage claim = ours.map(this::claim).orElse(newClaim());
      Optional<OpenChange> elsewhere = changeOfAnotherGroupInsteadOf(claim);
      if (elsewhere.isPresent()) {
        return new Decision.Proposed(elsewhere.get(), abandonable(own), leftAlone());
      }
    }
    if (right.isPresent()) {
      return new Decision.Proposed(right.get(), othersThan(right.get()), leftAlone());
    }
    Optional<OpenChange> vetoed = oldest(held, this::saysAll);
    if (vetoed.isPresent()) {
      return new Decision.Proposed(vetoed.get(), List.of());
    }
    Optional<OpenChange> merging = oldest(free, this::isLeftToMerge);
    if (merging.isPresent()) {
      return new Decision.WaitForMerge(merging.get(), List.of());
    }
    if (usable.isPresent()) {
      return new Decision.NewPatchSet(usable.get(), othersThan(usable.get()));
    }
    if (!held.isEmpty()) {
      return leaveAlone(held.get(0));
    }
    List<OpenChange> superfluous = new ArrayList<>(abandonable(own));
    superfluous.addAll(changesOfOtherGroupsThatYieldTo(newClaim()));
    return new Decision.NewChange(superfluous);
  }

  private boolean comesBefore(OpenChange theirs, OpenChange ours) {
    return theirs.owner() == situation.bot().id() || theirs.number() < ours.number();
  }

  /** What a person holds makes superfluous only what it says itself, not what is wanted. */
  private Decision.LeaveAlone leaveAlone(OpenChange change) {
    Coverage claim = Coverage.of(change, situation.bot());
    List<OpenChange> covered = new ArrayList<>();
    if (!change.vetoed()) {
      abandonable(own).stream()
          .filter(other -> claim.covers(Coverage.of(other, situation.bot())))
          .forEach(covered::add);
      covered.addAll(changesOfOtherGroupsThatYieldTo(claim));
    }
    return new Decision.LeaveAlone(
        change,
        reasonToLeaveAlone(change).orElseThrow(),
        change.heldByOtherThan(situation.bot()),
        covered);
  }

  private List<Decision.LeaveAlone> leftAlone() {
    return held.stream().map(this::leaveAlone).toList();
  }

  private Optional<PatchSet> toRestore(OpenChange change) {
    return situation.force() || !takesPushes(change)
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
      return Optional.of(
          "it carries the hashtag '"
              + OpenChange.IGNORE
              + "'"
              + change.ignoredBy().map(name -> ", set by " + name).orElse(""));
    }
    if (change.vetoed()) {
      return change.vetoedBy().map(name -> "it has a Code-Review -2 by " + name);
    }
    return change
        .heldWith(situation.bot())
        .map(
            theirs ->
                "patch set "
                    + theirs.number()
                    + " was uploaded by "
                    + theirs.committer().identity().name());
  }

  private boolean isLeftToMerge(OpenChange change) {
    return !situation.force() && situation.leftToMerge().contains(change.number());
  }

  private boolean isRight(OpenChange change) {
    return saysAll(change) && !situation.stale().contains(change.number());
  }

  private boolean saysAll(OpenChange change) {
    return wanted.equals(change.images());
  }

  private boolean takesPushes(OpenChange change) {
    return !situation.duplicateIds().contains(change.changeId()) && !sharesItsId(change);
  }

  private boolean sharesItsId(OpenChange change) {
    return own.stream().filter(other -> other.changeId().equals(change.changeId())).count() > 1;
  }

  /**
   * The oldest, which every run can see: what only one of them has learned, such as that a change
   * takes no more pushes, would have them abandon each other's choice in turn.
   */
  private static Optional<OpenChange> oldest(
      List<OpenChange> changes, Predicate<OpenChange> condition) {
    return changes.stream().filter(condition).min(Comparator.comparing(OpenChange::number));
  }

  private List<OpenChange> othersThan(OpenChange kept) {
    List<OpenChange> others = new ArrayList<>(abandonable(own));
    others.removeIf(other -> other.number() == kept.number());
    others.addAll(changesOfOtherGroupsThatYieldTo(claim(kept)));
    return others;
  }

  private List<OpenChange> abandonable(List<OpenChange> changes) {
    return changes.stream()
        .filter(change -> change.owner() == situation.bot().id())
        .filter(change -> reasonToLeaveAlone(change).isEmpty())
        .toList();
  }

  /** What the group's change says, or will say. */
  private Coverage claim(OpenChange change) {
    return Coverage.of(change.number(), wanted, situation.takenBack());
  }

  private Coverage newClaim() {
    return Coverage.ofNewChange(wanted, situation.takenBack());
  }

  /** Of several the one that makes the others superfluous, too. */
  private Optional<OpenChange> changeOfAnotherGroupInsteadOf(Coverage claim) {
    List<OpenChange> covering =
        situation.others().stream()
            .filter(this::isGoodEnough)
            .filter(change -> claim.yieldsTo(Coverage.of(change, situation.bot())))
            .toList();
    return covering.stream()
        .filter(change -> covering.stream().noneMatch(other -> yields(change, other)))
        .min(Comparator.comparing(OpenChange::number));
  }

  /** What cannot be merged as it is does not stand for what is wanted. */
  private boolean isGoodEnough(OpenChange change) {
    return !change.vetoed() && !situation.stale().contains(change.number());
  }

  private List<OpenChange> changesOfOtherGroupsThatYieldTo(Coverage claim) {
    return abandonable(situation.others()).stream()
        .filter(change -> Coverage.of(change, situation.bot()).yieldsTo(claim))
        .toList();
  }

  private boolean yields(OpenChange change, OpenChange other) {
    return Coverage.of(change, situation.bot()).yieldsTo(Coverage.of(other, situation.bot()));
  }
}
