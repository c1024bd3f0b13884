package chartbot.inspect;

import java.util.Optional;

/**
 * One image that follows the registry, and how far it is behind.
 *
 * @param branch the tag on the branch; empty where there is none that can be edited
 * @param proposed the tag in the bot's open change
 * @param newest the newest tag in the registry that matches the pattern
 * @param detail why the state is unknown, or what holds the image; else empty
 */
public record SyncRow(
    String image,
    Optional<String> branch,
    Optional<String> proposed,
    Optional<String> newest,
    State state,
    String detail) {

  /** What there is to do about an image. */
  public enum State {
    CURRENT("up to date"),
    PROPOSED("already proposed"),
    BEHIND("behind"),
    HELD("held"),
    UNKNOWN("unknown");

    private final String text;

    State(String text) {
      this.text = text;
    }

    /** As people read it. */
    public String text() {
      return text;
    }
  }
}
