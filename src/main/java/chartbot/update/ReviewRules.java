package chartbot.update;

import java.util.List;
import java.util.Optional;

/**
 * How a change is put up for review: the configuration's {@code review} section.
 *
 * @param hashtags always with {@code chartbot} among them
 * @param patchSetNotify whom Gerrit mails about a new patch set
 * @param renderedDiffComment whether the rendered difference is posted as a comment on the change
 */
public record ReviewRules(
    Optional<String> topic,
    List<String> hashtags,
    List<String> reviewers,
    List<String> cc,
    Readiness readiness,
    Notify patchSetNotify,
    boolean renderedDiffComment) {

  /** The hashtag that every change of the bot carries. */
  public static final String HASHTAG = "chartbot";

  /** Whether a push marks the change work-in-progress, ready, or leaves it as it is. */
  public enum Readiness {
    UNCHANGED,
    WIP,
    READY
  }

  /** Gerrit's notify handling. */
  public enum Notify {
    NONE,
    OWNER,
    OWNER_REVIEWERS,
    ALL
  }

  public ReviewRules {
    hashtags = List.copyOf(hashtags);
    reviewers = List.copyOf(reviewers);
    cc = List.copyOf(cc);
    if (!hashtags.contains(HASHTAG)) {
      throw new IllegalArgumentException("hashtags must contain " + HASHTAG);
    }
  }
}
