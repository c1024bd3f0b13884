package chartbot.lifecycle;

import java.util.List;
import java.util.Optional;

/**
 * What to do about a group's open change.
 *
 * <p>Every decision may name changes to abandon: those that the one decided upon, or the branch,
 * makes superfluous.
 */
public sealed interface Decision {

  /** Open changes that are superfluous once the decision is carried out. */
  List<OpenChange> abandon();

  /** The open change that makes them superfluous; empty where the branch does. */
  default Optional<OpenChange> kept() {
    return Optional.empty();
  }

  /** The branch has all of it. */
  record Unchanged(List<OpenChange> abandon) implements Decision {}

  /**
   * The open change says it already.
   *
   * @param leftAlone other open changes of the group, which people hold
   */
  record Proposed(OpenChange change, List<OpenChange> abandon, List<LeaveAlone> leftAlone)
      implements Decision {

    Proposed(OpenChange change, List<OpenChange> abandon) {
      this(change, abandon, List.of());
    }

    @Override
    public Optional<OpenChange> kept() {
      return Optional.of(change);
    }
  }

  /** The open change can be submitted, and is not to lose that to a newer patch set. */
  record WaitForMerge(OpenChange change, List<OpenChange> abandon) implements Decision {

    @Override
    public Optional<OpenChange> kept() {
      return Optional.of(change);
    }

    /** What the run reports to whoever started it. */
    public String note() {
      return "change "
          + change.number()
          + " can be submitted and is left to merge, as review.approved says; what is newer is"
          + " proposed by the next update or refresh after that";
    }
  }

  /**
   * A rule of the configuration keeps it from being proposed.
   *
   * @param change the group's open change, with what was proposed before
   */
  record Withhold(String why, Optional<OpenChange> change, List<OpenChange> abandon)
      implements Decision {

    @Override
    public Optional<OpenChange> kept() {
      return change;
    }
  }

  /**
   * A person holds the change, or asked to leave it alone.
   *
   * @param notifyPeople whether those on the change do not know it yet from their own doing
   */
  record LeaveAlone(OpenChange change, String why, boolean notifyPeople, List<OpenChange> abandon)
      implements Decision {

    @Override
    public Optional<OpenChange> kept() {
      return Optional.of(change);
    }

    /** What the run reports to whoever started it. */
    public String note() {
      return "change "
          + change.number()
          + " is left alone: "
          + why
          + "; 'chartbot update --force' overrides that";
    }
  }

  /**
   * Restore a person's patch set: one of the bot's overwrites it, pushed between an observation and
   * an action.
   */
  record Restore(OpenChange change, PatchSet theirs) implements Decision {

    @Override
    public List<OpenChange> abandon() {
      return List.of();
    }

    /** What the run reports to whoever started it, where nothing is to be pushed. */
    public String note() {
      return "patch set "
          + theirs.number()
          + " of change "
          + change.number()
          + " was uploaded by somebody else, and one of chartbot's overwrites it: a run restores"
          + " it";
    }
  }

  /** Push a new change. */
  record NewChange(List<OpenChange> abandon) implements Decision {}

  /** Push a new patch set of an open change. */
  record NewPatchSet(OpenChange change, List<OpenChange> abandon) implements Decision {}
}
