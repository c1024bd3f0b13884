package chartbot.error;

import org.jspecify.annotations.Nullable;

/**
 * The input must be fixed: an image, the configuration, or a chart that cannot be edited safely.
 */
public final class UserException extends ChartbotException {

  private static final long serialVersionUID = 1L;

  public UserException(String message) {
    this(message, null, null);
  }

  public UserException(String message, @Nullable String hint) {
    this(message, hint, null);
  }

  public UserException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, hint, cause);
  }

  /** A failure at one place of a file; the message begins {@code file:line:column: }. */
  public static UserException at(Location location, String reason, @Nullable String hint) {
    return new UserException(location + ": " + reason, hint);
  }
}
