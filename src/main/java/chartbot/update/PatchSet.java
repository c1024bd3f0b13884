package chartbot.update;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * One patch set of a change as Gerrit holds it.
 *
 * @param revision the commit's SHA-1
 * @param ref e.g. {@code refs/changes/34/1234/2}
 * @param parent the first parent's SHA-1
 * @param uploader account id of who uploaded it
 * @param message the whole commit message
 */
public record PatchSet(
    int number,
    String revision,
    String ref,
    String parent,
    int uploader,
    String message,
    Stamp author,
    Stamp committer) {

  /** Who wrote a commit and when, to the second, as Git records it. */
  public record Stamp(Identity identity, Instant when, ZoneOffset zone) {}

  /** Whether the bot made it; what it only put back is its author's. */
  boolean isBy(Account bot) {
    return uploader == bot.id() && !footers().isRestored();
  }

  Footers footers() {
    return Footers.of(message);
  }
}
