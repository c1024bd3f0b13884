package chartbot.target;

import java.util.List;
import java.util.Optional;

/**
 * How a change is put up for review: the configuration's {@code review} section.
 *
 * @param hashtags always with {@code chartbot} among them
 * @param readiness what the push that creates a change does about it
 * @param byHand what was asked for this run alone
 * @param patchSetNotify whom Gerrit mails about a new patch set
 * @param attention which pushes change Gerrit's attention set
 * @param renderedDiffComment whether the rendered difference is posted as a comment on the change
 * @param approved what a newer tag does to a change that can be submitted
 * @param label the bot's vote for a patch set that it has proved; empty: it does not vote
 */
public record ReviewRules(
    Optional<String> topic,
    List<String> hashtags,
    List<String> reviewers,
    List<String> cc,
    Readiness readiness,
    ByHand byHand,
    Notify patchSetNotify,
    Attention attention,
    boolean renderedDiffComment,
    Approved approved,
    Optional<LabelVote> label) {

  /**
   * What a person asked for with this very run: unlike what is configured it holds for a new patch
   * set too, of a change on which people may have decided otherwise since it was made.
   */
  public record ByHand(Readiness readiness, List<String> reviewers, List<String> cc) {

    static final ByHand NOTHING = new ByHand(Readiness.UNCHANGED, List.of(), List.of());

    public ByHand {
      reviewers = List.copyOf(reviewers);
      cc = List.copyOf(cc);
    }
  }

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

  /** Which pushes let Gerrit say by its own rules whose turn it is: its attention set. */
  public enum Attention {
    /** Those that create a change; a new patch set leaves the set as it is. */
    NEW_CHANGE,
    EVERY_PUSH,
    NONE
  }

  /** What becomes of a change that can be submitted when a newer tag is asked for. */
  public enum Approved {
    /** It gets the newer tag as a patch set, and has to be approved again. */
    REPLACE,
    /** It is left to merge; the newer tag is proposed afterwards. */
    KEEP
  }

  public ReviewRules {
    hashtags = List.copyOf(hashtags);
    reviewers = List.copyOf(reviewers);
    cc = List.copyOf(cc);
    if (!hashtags.contains(HASHTAG)) {
      throw new IllegalArgumentException("hashtags must contain " + HASHTAG);
    }
  }

  /** Rules for runs that ask for nothing else. */
  public ReviewRules(
      Optional<String> topic,
      List<String> hashtags,
      List<String> reviewers,
      List<String> cc,
      Readiness readiness,
      Notify patchSetNotify,
      Attention attention,
      boolean renderedDiffComment) {
    this(
        topic,
        hashtags,
        reviewers,
        cc,
        readiness,
        ByHand.NOTHING,
        patchSetNotify,
        attention,
        renderedDiffComment,
        Approved.REPLACE,
        Optional.empty());
  }

  /** The same rules with another answer to what becomes of an approved change. */
  public ReviewRules withApproved(Approved other) {
    return new ReviewRules(
        topic,
        hashtags,
        reviewers,
        cc,
        readiness,
        byHand,
        patchSetNotify,
        attention,
        renderedDiffComment,
        other,
        label);
  }

  /** The same rules with another vote. */
  public ReviewRules withLabel(Optional<LabelVote> other) {
    return new ReviewRules(
        topic,
        hashtags,
        reviewers,
        cc,
        readiness,
        byHand,
        patchSetNotify,
        attention,
        renderedDiffComment,
        approved,
        other);
  }

  /** What holds where the configuration says nothing. */
  public static ReviewRules defaults() {
    return new ReviewRules(
        Optional.empty(),
        List.of(HASHTAG),
        List.of(),
        List.of(),
        Readiness.UNCHANGED,
        Notify.NONE,
        Attention.NEW_CHANGE,
        false);
  }
}
