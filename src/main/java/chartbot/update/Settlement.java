package chartbot.update;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Decision;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Footers;
import chartbot.lifecycle.Lifecycle;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ReviewState;
import chartbot.lifecycle.Situation;
import chartbot.target.ReviewRules.Notify;
import chartbot.target.Target;
import chartbot.update.RetryLoop.Again;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes sure that the group ends with one open change that says all that was asked for.
 *
 * <p>Runs that race may each create a change, or put a patch set over a newer tag. Whoever of them
 * looks last, after its own push has become visible, sees the others' pushes too; so each run looks
 * until it sees its own, and plays another round unless the lifecycle finds nothing more to do.
 */
final class Settlement {

  private final ChartRepository repository;
  private final ReviewServer review;
  private final Conflicts conflicts;
  private final Progress progress;

  Settlement(ChartRepository repository, ReviewServer review, Progress progress) {
    this.repository = repository;
    this.review = review;
    this.conflicts = new Conflicts(review);
    this.progress = progress;
  }

  Settled settle(Run run, ObservedState before, Plan plan) throws ChartbotException, Again {
    Settled settled = finish(run, before, plan);
    List<String> notes = new ArrayList<>(settled.notes());
    notes.addAll(overlaps(before.open().ofOthersThan(run.group()), plan, settled));
    return new Settled(settled.change(), notes);
  }

  /** Other groups' changes about some of the same images: theirs to keep, the person's to know. */
  private static List<String> overlaps(List<OpenChange> others, Plan plan, Settled settled) {
    Set<Integer> told = new HashSet<>();
    plan.decision().withdraw().forEach(change -> told.add(change.number()));
    settled.change().ifPresent(change -> told.add(change.number()));
    List<String> notes = new ArrayList<>();
    for (OpenChange other : others) {
      List<String> both =
          other.images().keySet().stream().filter(plan.wanted().tags()::containsKey).toList();
      if (!both.isEmpty() && !told.contains(other.number())) {
        notes.add(
            "change "
                + other.number()
                + " is about "
                + String.join(", ", both)
                + " too: "
                + other.url());
      }
    }
    return notes;
  }

  private Settled finish(Run run, ObservedState before, Plan plan) throws ChartbotException, Again {
    if (!plan.pushes()) {
      return carryOut(run, before.bot(), plan.decision());
    }
    OpenChanges open = lookUntilVisible(run.target(), run.pushed().orElseThrow().revision());
    List<OpenChange> own = open.of(run.group());
    DesiredState wanted =
        run.wanted(own, before.bot())
            .without(plan.skipped())
            .against(run.target().images().matching(plan.branch()));
    List<OpenChange> others = open.ofOthersThan(run.group());
    Situation after =
        new Situation(
            wanted.tags(),
            Set.copyOf(wanted.downgraded()),
            own,
            others,
            before.bot(),
            conflicts.among(others, run.target(), before.tip(), wanted),
            run.spoiltIds(),
            run.request().force(),
            plan.draft().isEmpty());
    return carryOut(run, before.bot(), Lifecycle.decide(after));
  }

  /** Until it is on top every round finds it again; from then on the change is left to them. */
  private void putBack(Run run, Account bot, Decision.PutBack decision)
      throws ChartbotException, Again {
    PatchSet theirs = decision.theirs();
    if (run.putsBackInVain()) {
      throw inVain(decision);
    }
    progress.step("putting back patch set " + theirs.number());
    Proposal again =
        new Proposal(
            Footers.restored(theirs.message(), decision.change().changeId()),
            run.committer(bot),
            PushOptions.quiet(run.target().review()));
    PushResult answer = repository.pushAgain(run.target(), theirs, again);
    if (answer instanceof PushResult.Accepted accepted) {
      run.hasPutBack();
      lookUntilVisible(run.target(), accepted.revision());
    }
    if (answer instanceof PushResult.Spoilt) {
      run.spoilt(decision.change().changeId());
    }
  }

  private static EnvironmentException inVain(Decision.PutBack decision) {
    OpenChange change = decision.change();
    return EnvironmentException.lasting(
        "a person's patch set of change "
            + change.number()
            + " was put back again and again, and one of chartbot's lies over patch set "
            + decision.theirs().number()
            + ": "
            + change.url(),
        "see who pushes to that change; its hashtag '"
            + OpenChange.IGNORE
            + "' keeps chartbot off it",
        null);
  }

  private OpenChanges lookUntilVisible(Target target, String revision)
      throws ChartbotException, Again {
    return RetryLoop.poll(
        () -> {
          OpenChanges open = OpenChanges.of(target, review);
          if (open.holding(revision).isEmpty()) {
            throw new Again("no open change holds " + revision);
          }
          return open;
        },
        progress);
  }

  private Settled carryOut(Run run, Account bot, Decision decision)
      throws ChartbotException, Again {
    List<String> notes = new ArrayList<>();
    Optional<OpenChange> change = Optional.empty();
    String why = run.target().branch() + " has all of it";
    if (decision instanceof Decision.Proposed proposed) {
      change = Optional.of(proposed.change());
      why = "covered by change " + proposed.change().number() + ": " + proposed.change().url();
      proposed.beside().forEach(held -> notes.add(held.note()));
    } else if (decision instanceof Decision.LeaveAlone leave) {
      change = Optional.of(leave.change());
      why = "change " + leave.change().number() + " is the one for it: " + leave.change().url();
      notes.add(leaveAlone(run, leave));
    } else if (decision instanceof Decision.PutBack putBack) {
      putBack(run, bot, putBack);
      throw new Again(
          "patch set " + putBack.theirs().number() + " is a person's: " + putBack.change().url());
    } else if (!(decision instanceof Decision.Unchanged)) {
      throw new Again("the open changes are not yet as they should be");
    }
    for (OpenChange superfluous : decision.withdraw()) {
      progress.step("withdrawing change " + superfluous.number());
      boolean gone = withdraw(run.target(), superfluous, change, why);
      notes.add(
          "change "
              + superfluous.number()
              + (gone ? " was withdrawn" : " should be abandoned, but Gerrit refuses that")
              + " ("
              + why
              + ")");
    }
    if (change.isPresent() && !decision.withdraw().isEmpty()) {
      makeSureItStayed(run, bot, change.get(), decision.withdraw());
    }
    return new Settled(change, notes);
  }

  /**
   * Another run may have withdrawn it meanwhile, in favour of what this one has just withdrawn:
   * whichever of them looks last has to see to it that something is open.
   */
  private void makeSureItStayed(Run run, Account bot, OpenChange kept, List<OpenChange> withdrawn)
      throws ChartbotException, Again {
    Optional<ReviewState> now = review.review(run.target(), kept.number());
    if (now.isEmpty() || now.get().status() != ReviewState.Status.OPEN) {
      Stream.concat(withdrawn.stream(), Stream.of(kept))
          .filter(change -> change.group(bot).name().equals(run.group().name()))
          .forEach(change -> run.owes(change.images()));
      throw new Again("change " + kept.number() + " was closed meanwhile");
    }
  }

  /**
   * A change that a race created with the Change-Id of the one that stays is deleted where the bot
   * may, since as long as it is there, abandoned or not, no push with that id succeeds.
   */
  private boolean withdraw(
      Target target, OpenChange superfluous, Optional<OpenChange> kept, String why)
      throws ChartbotException {
    boolean spoils = kept.isPresent() && kept.get().changeId().equals(superfluous.changeId());
    boolean untouched = superfluous.votes().isEmpty() && superfluous.patchSets().size() == 1;
    if (spoils && untouched && review.delete(target, superfluous)) {
      return true;
    }
    return review.abandon(target, superfluous, why);
  }

  /** Tells the people on the change once for each patch set that the bot respects. */
  private String leaveAlone(Run run, Decision.LeaveAlone leave) throws ChartbotException {
    String what = "chartbot leaves this change alone: " + leave.why() + ".";
    boolean told = leave.change().notices().stream().anyMatch(notice -> notice.contains(what));
    if (leave.tellPeople() && !told) {
      review.comment(
          run.target(),
          leave.change(),
          what + "\n\nIt was asked to propose " + run.request().text() + ".",
          Notify.ALL);
    }
    return leave.note();
  }
}
