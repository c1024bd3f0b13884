package chartbot.review;

import chartbot.error.ChartbotException;
import chartbot.lifecycle.ReviewState;
import java.util.Locale;
import java.util.Optional;

/**
 * How waiting for the review of a change ended.
 *
 * @param reason in words, e.g. {@code change 12 is merged}
 * @param last how the change was seen last; empty where it never was
 * @param failure present where the run did not get what it waited for
 */
public record ReviewEnd(
    Kind kind, String reason, Optional<ReviewState> last, Optional<ChartbotException> failure) {

  /** What ended it. */
  public enum Kind {
    /** It has not ended: what a report says that was written before. */
    WAITING,
    SUBMITTABLE,
    MERGED,
    /** Another run of the bot proposes newer tags in the same change. */
    SUPERSEDED,
    NEGATIVE_VOTE,
    ABANDONED,
    /** To another branch, for which the run did not make it. */
    MOVED,
    /** Somebody else than the bot uploaded a patch set. */
    NEWER_PATCH_SET,
    SUBMIT_REFUSED,
    TIMEOUT,
    /** Gerrit knows the change no more. */
    GONE,
    /** Gerrit could not be asked any more. */
    UNKNOWN;

    /** The name that people and machines read, e.g. {@code negative-vote}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Before anything is known. */
  public static ReviewEnd stillWaiting() {
    return new ReviewEnd(Kind.WAITING, "", Optional.empty(), Optional.empty());
  }

  static ReviewEnd succeeded(Kind kind, String reason, ReviewState last) {
    return new ReviewEnd(kind, reason, Optional.of(last), Optional.empty());
  }

  static ReviewEnd failed(Kind kind, ChartbotException failure, Optional<ReviewState> last) {
    return new ReviewEnd(kind, failure.message(), last, Optional.of(failure));
  }
}
