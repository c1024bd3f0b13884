package chartbot.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that stops the run and that a person must act on; the subtype says who. Unchecked
 * exceptions are bugs in chartbot.
 */
public abstract sealed class ChartbotException extends Exception
    permits UserException, VerificationException, EnvironmentException, ReviewException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  /**
   * @param message what happened and where, without secrets
   * @param hint what the person can do about it
   */
  ChartbotException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What happened and where. */
  public String message() {
    return String.valueOf(getMessage());
  }

  /** What to do about it, when that is not plain from the message. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
