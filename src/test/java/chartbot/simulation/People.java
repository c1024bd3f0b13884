package chartbot.simulation;

import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.ReviewState.Status;
import chartbot.simulation.SimulatedGerrit.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people do on Gerrit's pages, with each change that they find there. */
final class People {

  /** Everything that a person does to a change. */
  enum Deed {
    APPROVE,
    VETO,
    TAKE_VOTES_BACK,
    UPLOAD,
    REWORD,
    REBASE,
    ABANDON,
    RESTORE,
    MOVE,
    SUBMIT,
    HOLD,
    END_HOLD,
    WORK_IN_PROGRESS,
    READY,
    STACK
  }

  private final SimulatedGerrit gerrit;
  private final Choices choices;

  /** Change number to the content that a person uploaded to it last. */
  final Map<Integer, String> uploaded = new HashMap<>();

  private int deeds;

  People(SimulatedGerrit gerrit, Choices choices) {
    this.gerrit = gerrit;
    this.choices = choices;
  }

  /** The number of the next deed. */
  int next() {
    return deeds + 1;
  }

  /** One deed, which may find nothing to be done to. */
  void act() {
    List<Change> all = List.copyOf(gerrit.changes.values());
    int what = choices.next(Deed.values().length + 1);
    if (what == 0 || all.isEmpty()) {
      changeBranch();
    } else {
      act(Deed.values()[what - 1], all.get(choices.next(all.size())));
    }
  }

  private void changeBranch() {
    gerrit.onBranch("README", "r" + ++deeds + "\n");
    gerrit.trace.add("a person changes the branch");
  }

  /** Answers whether it could be done. */
  boolean act(Deed deed, Change change) {
    gerrit.trace.add("a person: " + deed + " on " + change.number + ", " + change.status);
    boolean done = change.isOpen() ? actOnOpen(deed, change) : actOnClosed(deed, change);
    gerrit.indexed();
    return done;
  }

  private boolean actOnClosed(Deed deed, Change change) {
    boolean restores = deed == Deed.RESTORE && change.status == Status.ABANDONED;
    if (restores) {
      gerrit.reopen(change);
    }
    return restores;
  }

  private boolean actOnOpen(Deed deed, Change change) {
    switch (deed) {
      case APPROVE -> {
        change.approved = true;
        change.vetoed = false;
      }
      case VETO -> {
        change.vetoed = true;
        change.approved = false;
      }
      case TAKE_VOTES_BACK -> {
        change.vetoed = false;
        change.approved = false;
      }
      case UPLOAD -> {
        String text = "p" + ++deeds + "\n";
        uploaded.put(change.number, text);
        gerrit.amend(change, "README", text);
      }
      case REWORD ->
          gerrit.reword(change, "Reworded " + ++deeds + " " + change.current().message());
      case REBASE -> {
        return gerrit.rebase(change);
      }
      case ABANDON -> {
        gerrit.close(change, Status.ABANDONED);
        change.abandonedByPerson = true;
      }
      case RESTORE -> {
        return false;
      }
      case MOVE -> {
        boolean moves = change.branch.equals(SimulatedGerrit.BRANCH);
        change.branch = "elsewhere";
        return moves;
      }
      case SUBMIT -> {
        return gerrit.submit(change);
      }
      case HOLD -> change.hashtags.add(OpenChange.IGNORE);
      case END_HOLD -> change.hashtags.remove(OpenChange.IGNORE);
      case WORK_IN_PROGRESS -> change.workInProgress = true;
      case READY -> change.workInProgress = false;
      case STACK -> gerrit.stack(change);
    }
    return true;
  }
}
