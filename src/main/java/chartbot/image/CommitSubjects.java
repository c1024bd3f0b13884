package chartbot.image;

import java.util.List;

/** What the commits between two images say of themselves; foreign text. */
@FunctionalInterface
public interface CommitSubjects {

  /**
   * First lines of the messages of the commits that the one revision has and the other has not,
   * newest first, without merges; a bounded number. Empty where the repository cannot be read, or
   * the older revision is not found behind the newer one. Never fails.
   *
   * @param source the repository's address
   * @param from the older commit's hash
   * @param to the newer commit's hash
   */
  List<String> between(String source, String from, String to);

  /** Reads no repository. */
  static CommitSubjects none() {
    return (source, from, to) -> List.of();
  }
}
