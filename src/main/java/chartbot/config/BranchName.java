package chartbot.config;

import java.util.Optional;

/** Which branch a person may name instead of the configured one. */
public final class BranchName {

  private static final String HEADS = "refs/heads/";

  private BranchName() {}

  /** What is wrong with a branch, in words that follow its quotation; empty where nothing is. */
  public static Optional<String> wrong(String text) {
    return Validators.branch(text);
  }

  /** The name as targets hold it, without {@code refs/heads/}. */
  public static String shortened(String text) {
    return text.startsWith(HEADS) ? text.substring(HEADS.length()) : text;
  }
}
