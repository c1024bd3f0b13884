package chartbot.lifecycle;

/**
 * Keeps newer tags of an image from being proposed: a change of the bot, open or merged, that
 * retires it.
 *
 * @param tag the tag that the image is kept at; empty where it is to stay away
 * @param change number of the change
 * @param url what a person opens
 * @param merged whether the branch has the change
 */
public record Hold(String image, String tag, int change, String url, boolean merged) {

  public boolean isRetirement() {
    return tag.isEmpty();
  }

  /** Whether it keeps a tag from being proposed. */
  public boolean withholds(String asked) {
    return !asked.isEmpty() && !asked.equals(tag) && !Tagging.isOlder(asked, tag);
  }

  /** How somebody ends it. */
  public String hint() {
    return merged
        ? "'chartbot update --if-missing add' brings it back"
        : "abandon that change to keep the image";
  }

  /** Why, in words that follow the image. */
  public String why() {
    return (merged ? "was retired by change " : "is to be retired by change ")
        + change
        + " ("
        + url
        + ")";
  }
}
