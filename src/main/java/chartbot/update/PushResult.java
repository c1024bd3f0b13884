package chartbot.update;

import chartbot.error.EnvironmentException;
import java.util.Optional;

/** What Gerrit answered to a push for review, as far as the lifecycle can go on from it. */
public sealed interface PushResult {

  /** A change was created or got a patch set. */
  record Accepted(int change, String url, String revision) implements PushResult {}

  /** The Change-Id belongs to a change that is merged or abandoned. */
  record Closed() implements PushResult {}

  /** Several changes of the branch carry the Change-Id; no push with it can succeed. */
  record DuplicateChangeId() implements PushResult {}

  /**
   * The change takes no more patch sets, for good.
   *
   * @param why Gerrit's words
   */
  record Full(String why) implements PushResult {}

  /**
   * Some change has the Change-Id, and the account cannot see it; where another push has just
   * created it that passes.
   *
   * @param why Gerrit's words
   */
  record Invisible(String why) implements PushResult {}

  /** The open change has exactly this already. */
  record NothingNew() implements PushResult {}

  /** Another push was quicker; look again and regenerate. */
  record Regenerate(String why) implements PushResult {}

  /**
   * The answer did not come, or does not say it: whether the push was taken is to be seen.
   *
   * @param fault what came instead of an answer, where it is one of network or server
   */
  record Unknown(String why, String revision, Optional<EnvironmentException> fault)
      implements PushResult {

    public Unknown(String why, String revision) {
      this(why, revision, Optional.empty());
    }
  }
}
