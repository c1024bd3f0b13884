package chartbot.lifecycle;

/**
 * Keeps newer tags of an image from being proposed: a rollback or a retirement, from when it is
 * proposed. A merged rollback holds until somebody releases it.
 *
 * @param tag the tag that the image is kept at; empty where it is to stay away
 * @param reason of a rollback, as given by whoever asked for it
 * @param change number of the change
 * @param url what a person opens
 * @param merged whether the branch has the change
 */
public record Hold(
    String image, String tag, String reason, int change, String url, boolean merged) {

  /** A person sets it on a merged change, or the bot does, to end the change's holds. */
  public static final String RELEASED = "chartbot: released";

  public boolean isRetirement() {
    return tag.isEmpty();
  }

  /** Whether it keeps a tag from being proposed. */
  public boolean withholds(String asked) {
    return !asked.isEmpty() && !asked.equals(tag) && !Tagging.isOlder(asked, tag);
  }

  /** How somebody ends it. */
  public String hint() {
    if (!isRetirement()) {
      return "'chartbot unhold " + image + "' ends that";
    }
    return merged
        ? "'chartbot update --if-missing add' brings it back"
        : "abandon that change to keep the image";
  }

  /** Why, in words that follow the image. */
  public String why() {
    String by = change + (reason.isEmpty() ? "" : ": " + reason) + " (" + url + ")";
    if (isRetirement()) {
      return (merged ? "was retired by change " : "is to be retired by change ") + by;
    }
    return "is held at " + tag + " by change " + by;
  }
}
