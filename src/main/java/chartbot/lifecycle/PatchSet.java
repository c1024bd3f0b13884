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
 * @param contentBy account id of whose content it carries: the uploader's, unless they only rebased
 *     somebody else's
 */
public record PatchSet(
    int number,
    String revision,
    String ref,
    List<String> parents,
    int uploader,
    String message,
    Stamp author,
    Stamp committer,
    int contentBy) {

  public PatchSet {
    parents = List.copyOf(parents);
    if (parents.isEmpty()) {
      throw new IllegalArgumentException("patch set " + number + " has no parent");
    }
  }

  /** A patch set with content of its uploader's own. */
  public PatchSet(
      int number,
      String revision,
      String ref,
      List<String> parents,
      int uploader,
      String message,
      Stamp author,
      Stamp committer) {
    this(number, revision, ref, parents, uploader, message, author, committer, uploader);
  }

  /**
   * The same where Gerrit found that it only rebases the patch set below, or changes nothing of it:
   * the content stays whose it was. With another message it is the uploader's.
   */
  public PatchSet carrying(PatchSet below) {
    return message.equals(below.message)
        ? new PatchSet(
            number, revision, ref, parents, uploader, message, author, committer, below.contentBy)
        : this;
  }

  /** Who wrote a commit and when, to the second, as Git records it. */
  public record Stamp(Identity identity, Instant when, ZoneOffset zone) {}

  /** The first parent's SHA-1: what the patch set changes is its difference from that one. */
  public String parent() {
    return parents.get(0);
  }

  /** Whether the bot made it; what it only restored is its author's. */
  public boolean isBy(Account bot) {
    return contentBy == bot.id() && !footers().isRestored();
  }

  /**
   * Number of the patch set that its content was uploaded with: what was restored keeps its own.
   */
  public int origin(Account bot) {
    return contentBy == bot.id() ? footers().restoredFrom().orElse(number) : number;
  }

  public Footers footers() {
    return Footers.of(message);
  }
}
