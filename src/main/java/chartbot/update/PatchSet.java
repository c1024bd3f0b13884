package chartbot.update;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * One patch set of a change as Gerrit holds it.
 *
 * @param revision the commit's SHA-1
 * @param ref e.g. {@code refs/changes/34/1234/2}
 * @param parent the first parent's SHA-1
 * @param uploader account id of who uploaded it
 * @param description Gerrit's patch set description; empty where there is none
 * @param message the whole commit message
 */
public record PatchSet(
    int number,
    String revision,
    String ref,
    String parent,
    int uploader,
    String description,
    String message,
    Stamp author,
    Stamp committer) {

  /** Who wrote a commit and when, to the second, as Git records it. */
  public record Stamp(Identity identity, Instant when, ZoneOffset zone) {}

  /** Stands in the description of a patch set whose older tags are wanted. */
  static final String DOWNGRADE = "downgrade";

  /** Stands in the description of a patch set that was asked for without Jobs. */
  static final String NO_JOB = "no-job";

  boolean isDowngrade() {
    return descriptionHas(DOWNGRADE);
  }

  boolean isWithoutJob() {
    return descriptionHas(NO_JOB);
  }

  private boolean descriptionHas(String word) {
    return List.of(description.split(",", -1)).contains(word);
  }
}
