package chartbot.gerrit;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer that is no success: Gerrit, or what stands in front of it, refused. The caller may be
 * able to go on from there; not from 401, 429 and what is 500 or more, which end the call.
 */
final class RefusedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Optional<Duration> retryAfter;

  RefusedException(int status, String words, Optional<Duration> retryAfter) {
    super(words);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  /** Gerrit's own words. */
  String words() {
    return String.valueOf(getMessage());
  }

  /** How long the server asks to wait before the next attempt. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
