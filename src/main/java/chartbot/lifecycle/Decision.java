package chartbot.lifecycle;

import java.util.List;

/**
 * What to do about a group's open change.
 *
 * <p>Every decision may name changes to withdraw: those that the one decided upon, or the branch,
 * makes superfluous.
 */
public sealed interface Decision {

  /** Open changes that are superfluous once the decision is carried out. */
  List<OpenChange> withdraw();

  /** The branch has all of it. */
  record Unchanged(List<OpenChange> withdraw) implements Decision {}

  /**
   * The open change says it already.
   *
   * @param beside other open changes of the group, which people hold
   */
  record Proposed(OpenChange change, List<OpenChange> withdraw, List<LeaveAlone> beside)
      implements Decision {

    Proposed(OpenChange change, List<OpenChange> withdraw) {
      this(change, withdraw, List.of());
    }
  }

  /**
   * A person holds the change, or asked to leave it alone.
   *
   * @param tellPeople whether those on the change do not know it yet from their own doing
   */
  record LeaveAlone(OpenChange change, String why, boolean tellPeople, List<OpenChange> withdraw)
      implements Decision {

    /** What the run tells who started it. */
    public String note() {
      return "change "
          + change.number()
          + " is left alone: "
          + why
          + "; 'chartbot update --force' overrides that";
    }
  }

  /**
   * Put a person's patch set back on top: one of the bot's has come to lie over it, between a look
   * and a push.
   */
  record PutBack(OpenChange change, PatchSet theirs) implements Decision {

    @Override
    public List<OpenChange> withdraw() {
      return List.of();
    }

    /** What the run tells who started it, where nothing is to be pushed. */
    public String note() {
      return "patch set "
          + theirs.number()
          + " of change "
          + change.number()
          + " was uploaded by somebody else, and one of chartbot's lies over it: a run puts it"
          + " back";
    }
  }

  /** Push a new change. */
  record NewChange(List<OpenChange> withdraw) implements Decision {}

  /** Push a new patch set of an open change. */
  record NewPatchSet(OpenChange change, List<OpenChange> withdraw) implements Decision {}
}
