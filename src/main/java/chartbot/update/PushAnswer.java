package chartbot.update;

/** What Gerrit answered to a push for review, as far as the lifecycle can go on from it. */
public sealed interface PushAnswer {

  /** A change was created or got a patch set. */
  record Accepted(int change, String url, String revision) implements PushAnswer {}

  /** The Change-Id belongs to a change that is merged or abandoned. */
  record Closed() implements PushAnswer {}

  /** Several changes of the branch carry the Change-Id; no push with it can succeed. */
  record Spoilt() implements PushAnswer {}

  /** The open change has exactly this already. */
  record NothingNew() implements PushAnswer {}

  /** Another push was quicker; look again and regenerate. */
  record Regenerate(String why) implements PushAnswer {}

  /** The answer did not come, or does not tell: whether the push was taken is to be seen. */
  record Unknown(String why, String revision) implements PushAnswer {}
}
