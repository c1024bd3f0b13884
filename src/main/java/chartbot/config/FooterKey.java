package chartbot.config;

import chartbot.lifecycle.Footers;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which footers a person may add to a commit message. */
public final class FooterKey {

  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

  private FooterKey() {}

  /** What is wrong with a key, in words that follow its quotation; empty where nothing is. */
  public static Optional<String> wrong(String key) {
    if (Footers.isOurs(key)) {
      return Optional.of("is written by chartbot itself");
    }
    return FORM.matcher(key).matches()
        ? Optional.empty()
        : Optional.of("may consist of letters, digits and '-' and begins with a letter");
  }
}
