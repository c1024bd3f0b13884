package chartbot.update;

import chartbot.failure.ChartbotException;
import chartbot.update.ReviewRules.Notify;
import chartbot.update.Rounds.Again;
import chartbot.update.Run.Pushed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  private final Rounds rounds;
  private final Progress progress;

  Settlement(ChartRepository repository, ReviewServer review, Rounds rounds, Progress progress) {
    this.repository = repository;
    this.review = review;
    this.rounds = rounds;
    this.progress = progress;
  }

  Settled settle(Run run, Sight before, Plan plan) throws ChartbotException, Again {
    Settled settled = finish(run, before, plan);
    List<String> notes = new ArrayList<>(settled.notes());
    notes.addAll(overlaps(before.open().ofOthersThan(run.group()), plan, settled));
    return new Settled(settled.change(), notes);
  }

  /** Other groups' changes about some of the same images: theirs to keep, the person's to know. */
  private static List<String> overlaps(List<OpenChange> others, Plan plan, Settled settled) {
    List<String> notes = new ArrayList<>();
    for (OpenChange other : others) {
      List<String> both =
          other.images().keySet().stream().filter(plan.wanted().tags()::containsKey).toList();
      boolean covered = plan.decision().withdraw().contains(other);
      if (!both.isEmpty() && !covered && !settled.change().equals(Optional.of(other))) {
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

  private Settled finish(Run run, Sight before, Plan plan) throws ChartbotException, Again {
    if (!plan.pushes()) {
      return carryOut(run, plan.decision());
    }
    Pushed pushed = run.pushed().orElseThrow();
    OpenChanges open = lookUntilVisible(run.target(), pushed);
    giveWayToPeople(run, before.bot(), plan.decision(), open, pushed);
    List<OpenChange> own = open.of(run.group());
    Wanted wanted =
        Wanted.of(run.asked(), own, before.bot(), run.request().allowDowngrade())
            .only(plan.edit().images())
            .against(plan.branch());
    Situation after =
        new Situation(
            wanted.tags(),
            own,
            open.ofOthersThan(run.group()),
            before.bot(),
            Set.of(),
            run.spoiltIds(),
            run.request().force(),
            plan.edit().isEmpty());
    return carryOut(run, Lifecycle.decide(after));
  }

  /**
   * A person may upload a patch set between the look at the change and the push. It is put back on
   * top, and the next round respects it.
   */
  private void giveWayToPeople(
      Run run, Account bot, Decision decision, OpenChanges open, Pushed pushed)
      throws ChartbotException, Again {
    int seen =
        decision instanceof Decision.NewPatchSet patchSet
            ? patchSet.change().current().number()
            : 0;
    Optional<PatchSet> persons =
        open.holding(pushed.revision())
            .flatMap(change -> change.overwritten(seen, pushed.revision(), bot));
    if (persons.isPresent() && !run.request().force()) {
      PatchSet theirs = persons.get();
      progress.step("putting back patch set " + theirs.number());
      Proposal again =
          new Proposal(
              Footers.restored(theirs.message()),
              run.committer(bot),
              PushOptions.quiet(run.target().review()));
      repository.pushAgain(run.target(), theirs, again);
      throw new Again("patch set " + theirs.number() + " is a person's");
    }
  }

  private OpenChanges lookUntilVisible(Target target, Pushed pushed)
      throws ChartbotException, Again {
    return rounds.poll(
        () -> {
          OpenChanges open = OpenChanges.of(target, review.openChanges(target));
          if (open.holding(pushed.revision()).isEmpty()) {
            throw new Again("change " + pushed.change() + " is not among the open changes");
          }
          return open;
        },
        progress);
  }

  private Settled carryOut(Run run, Decision decision) throws ChartbotException, Again {
    List<String> notes = new ArrayList<>();
    Optional<OpenChange> change = Optional.empty();
    String why = run.target().branch() + " has all of it";
    if (decision instanceof Decision.Proposed proposed) {
      change = Optional.of(proposed.change());
      why = "covered by change " + proposed.change().number() + ": " + proposed.change().url();
    } else if (decision instanceof Decision.LeaveAlone leave) {
      change = Optional.of(leave.change());
      why = "change " + leave.change().number() + " is the one for it: " + leave.change().url();
      notes.add(leaveAlone(run, leave));
    } else if (!(decision instanceof Decision.Unchanged)) {
      throw new Again("the open changes are not yet as they should be");
    }
    for (OpenChange superfluous : decision.withdraw()) {
      progress.step("withdrawing change " + superfluous.number());
      if (!withdraw(run.target(), superfluous, change, why)) {
        notes.add(
            "change "
                + superfluous.number()
                + " should be abandoned, but Gerrit does not let "
                + "chartbot do that ("
                + why
                + ")");
      }
    }
    return new Settled(change, notes);
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
    return "change "
        + leave.change().number()
        + " is left alone: "
        + leave.why()
        + "; --force replaces it";
  }
}
