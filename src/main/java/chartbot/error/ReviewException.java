package chartbot.error;

import org.jspecify.annotations.Nullable;

/**
 * Waiting for the review ended in a negative vote, an abandon, a newer patch set or the timeout.
 */
public final class ReviewException extends ChartbotException {

  private static final long serialVersionUID = 1L;

  public ReviewException(String message, @Nullable String hint) {
    super(message, hint, null);
  }
}
