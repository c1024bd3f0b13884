package chartbot.lifecycle;

import java.util.ArrayList;
import java.util.List;

/**
 * How a change stands in review.
 *
 * @param branch where it would be merged, or is
 * @param votes on the current patch set
 * @param unmet names of the submit requirements that are not met
 * @param submittable whether all of them are
 * @param abandonedWith who abandoned it, and with what words; empty where that is not known
 */
public record ReviewState(
    Status status,
    String branch,
    PatchSet current,
    List<Vote> votes,
    List<String> unmet,
    boolean submittable,
    boolean workInProgress,
    String abandonedWith) {

  /** Whether the change is open, and if not, why. */
  public enum Status {
    OPEN,
    MERGED,
    ABANDONED
  }

  public ReviewState {
    votes = List.copyOf(votes);
    unmet = List.copyOf(unmet);
  }

  /** Gerrit does not count work in progress among the requirements, and yet merges none. */
  public boolean takesSubmit() {
    return status == Status.OPEN && submittable && !workInProgress;
  }

  /** What an open change lacks, e.g. {@code needs Code-Review, Verified}. */
  public String lacking() {
    if (workInProgress) {
      return "work in progress";
    }
    if (unmet.isEmpty()) {
      return submittable ? "can be submitted" : "cannot be submitted yet";
    }
    return "needs " + String.join(", ", unmet);
  }

  /** On one line, for a person. */
  public String inWords() {
    return switch (status) {
      case MERGED -> "merged";
      case ABANDONED -> "abandoned";
      case OPEN -> {
        List<String> words = new ArrayList<>();
        votes.forEach(vote -> words.add(vote.toString()));
        words.add(lacking());
        yield String.join("; ", words);
      }
    };
  }
}
