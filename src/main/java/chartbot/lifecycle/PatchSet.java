package chartbot.lifecycle;

import chartbot.target.Identity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * One patch set of a change as Gerrit holds it.
 *
 * @param revision the commit's SHA-1
 * @param ref e.g. {@code refs/changes/34/1234/2}
 * @param parents the SHA-1 of each parent; at least one, more than one where it is a merge
 * @param uploader account id of who uploaded it
 * @param message the whole commit message
 */
public record PatchSet(
    int number,
    String revision,
    String ref,
    List<String> parents,
    int uploader,
    String message,
    Stamp author,
    Stamp committer) {

  public PatchSet {
    parents = List.copyOf(parents);
    if (parents.isEmpty()) {
      throw new IllegalArgumentException("patch set " + number + " has no parent");
    }
  }

  /** Who wrote a commit and when, to the second, as Git records it. */
  public record Stamp(Identity identity, Instant when, ZoneOffset zone) {}

  /** The first parent's SHA-1: what the patch set changes is told against that one. */
  public String parent() {
    return parents.get(0);
  }

  /** Whether the bot made it; what it only put back is its author's. */
  public boolean isBy(Account bot) {
    return uploader == bot.id() && !footers().isRestored();
  }

  public Footers footers() {
    return Footers.of(message);
  }
}
