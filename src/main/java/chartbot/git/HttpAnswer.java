package chartbot.git;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;

/** An HTTP status that is no success: an answer of the server, not a lost one. */
final class HttpAnswer extends TransportException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String url;
  private final boolean posted;
  private final transient Optional<Duration> retryAfter;

  /**
   * @param posted whether content was sent with the request
   * @param words the server's own
   */
  HttpAnswer(String url, boolean posted, int status, String words, Optional<Duration> retryAfter) {
    super(status + (words.isEmpty() ? "" : " " + words));
    this.url = url;
    this.posted = posted;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Whether it answers to a push or to its beginning, and not to a fetch. */
  boolean isOfAPush() {
    return url.endsWith("git-receive-pack");
  }

  /** Whether what was pushed may have been taken all the same. */
  boolean mayHaveBeenTaken() {
    return posted && (status == 500 || status == 502 || status == 504);
  }
}
