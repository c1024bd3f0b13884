package chartbot.lifecycle;

/**
 * An open change as people and machines refer to it.
 *
 * @param url what a person opens
 * @param refspec the patch set's ref, e.g. {@code refs/changes/34/1234/2}
 * @param message the whole commit message
 */
public record ProposedChange(
    int number, int patchSet, String changeId, String url, String refspec, String message) {

  /** The first line of the commit message. */
  public String subject() {
    return message.lines().findFirst().orElse("");
  }
}
