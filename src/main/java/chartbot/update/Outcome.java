package chartbot.update;

import java.util.Locale;

/** How one update of one target ended; all but the last two are exit code 0. */
public enum Outcome {
  /** A new change, or a new patch set of the open one, is up for review. */
  PUSHED,
  /** The branch has it already. */
  UNCHANGED,
  /** The open change has it already. */
  ALREADY_PROPOSED,
  /** A newer tag is on the branch or in the open change. */
  SUPERSEDED,
  /** The open change can be submitted and is left to merge; what is newer comes after that. */
  WAITING_FOR_MERGE,
  /** {@code --dry-run}: shown, not pushed. */
  PREVIEWED,
  /** The branch takes other tags, and another target of the run takes this one. */
  NOT_ACCEPTED,
  /** A person holds the open change, or a rule of the configuration holds it: exit code 6. */
  LEFT_ALONE,
  /** The image was retired, or is to be: exit code 6. */
  RETIRED;

  /** Whether a person or a rule keeps what was asked for from being proposed. */
  public boolean mustBeActedOn() {
    return this == LEFT_ALONE || this == RETIRED;
  }

  /** The name that people and machines read, e.g. {@code already-proposed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
