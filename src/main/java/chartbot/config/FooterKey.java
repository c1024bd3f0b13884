package chartbot.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which footers a person may add to a commit message. */
public final class FooterKey {

  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final List<String> OURS =
      List.of("Change-Id", "Model-Image", "Chartbot-Group", "Chartbot-Chart");

  private FooterKey() {}

  /** What is wrong with a key, in words that follow its quotation; empty where nothing is. */
  public static Optional<String> wrong(String key) {
    if (OURS.stream().anyMatch(key::equalsIgnoreCase)) {
      return Optional.of("is written by chartbot itself");
    }
    return FORM.matcher(key).matches()
        ? Optional.empty()
        : Optional.of("may consist of letters, digits and '-' and begins with a letter");
  }
}
