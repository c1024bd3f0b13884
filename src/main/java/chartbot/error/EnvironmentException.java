package chartbot.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The network, the credentials or Gerrit stand in the way; says whether a retry can help. */
public final class EnvironmentException extends ChartbotException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;
  private final transient Optional<Duration> retryAfter;

  private EnvironmentException(
      String message,
      @Nullable String hint,
      boolean retryable,
      Optional<Duration> retryAfter,
      @Nullable Throwable cause) {
    super(message, hint, cause);
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }

  /** A temporary error: the same run may succeed later. */
  public static EnvironmentException temporary(
      String message, @Nullable String hint, @Nullable Throwable cause) {
    return temporary(message, hint, Optional.empty(), cause);
  }

  /**
   * A temporary error of a server that says when to come back.
   *
   * @param retryAfter how long it asks to wait before the next attempt
   */
  public static EnvironmentException temporary(
      String message,
      @Nullable String hint,
      Optional<Duration> retryAfter,
      @Nullable Throwable cause) {
    return new EnvironmentException(message, hint, true, retryAfter, cause);
  }

  /** An error that stays until somebody changes something. */
  public static EnvironmentException permanent(
      String message, @Nullable String hint, @Nullable Throwable cause) {
    return new EnvironmentException(message, hint, false, Optional.empty(), cause);
  }

  /**
   * The same error, with what had happened before in front.
   *
   * @param fallback what to do where the fault itself does not say it
   */
  public EnvironmentException after(String message, String fallback) {
    return new EnvironmentException(
        message, super.hint().orElse(fallback), retryable, retryAfter, this);
  }

  /** What to do, and whether to try it again is of any use. */
  @Override
  public Optional<String> hint() {
    String again = retryable ? "a retry may help" : "a retry will not help until that has changed";
    return Optional.of(super.hint().map(what -> what + "; " + again).orElse(again));
  }

  /** Whether the same run may succeed later without anybody changing anything. */
  public boolean retryable() {
    return retryable;
  }

  /** How long the server asks to wait before the next attempt; empty where it does not say. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
