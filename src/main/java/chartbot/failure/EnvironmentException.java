package chartbot.failure;

import org.jspecify.annotations.Nullable;

/** The network, the credentials or Gerrit stand in the way; says whether a retry can help. */
public final class EnvironmentException extends ChartbotException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private EnvironmentException(
      String message, @Nullable String hint, boolean retryable, @Nullable Throwable cause) {
    super(message, hint, cause);
    this.retryable = retryable;
  }

  /** A passing fault: the same run may succeed later. */
  public static EnvironmentException passing(
      String message, @Nullable String hint, @Nullable Throwable cause) {
    return new EnvironmentException(message, hint, true, cause);
  }

  /** A fault that stays until somebody changes something. */
  public static EnvironmentException lasting(
      String message, @Nullable String hint, @Nullable Throwable cause) {
    return new EnvironmentException(message, hint, false, cause);
  }

  /** Whether the same run may succeed later without anybody changing anything. */
  public boolean retryable() {
    return retryable;
  }
}
