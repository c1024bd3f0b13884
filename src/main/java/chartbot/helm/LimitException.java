package chartbot.helm;

import chartbot.error.VerificationException;
import org.jspecify.annotations.Nullable;

/** A rendering was ended by a limit. */
final class LimitException extends VerificationException {

  private static final long serialVersionUID = 1L;

  LimitException(String message, @Nullable String hint) {
    super(message, hint);
  }

  /** The same, with the template that reaches the limit. */
  LimitException in(String template) {
    return new LimitException(message() + ": " + template, hint().orElse(null));
  }
}
