package chartbot.error;

import java.io.IOException;

/**
 * Guards one pair of user name and password: until a server has accepted it, one request at a time
 * carries it; once a server has refused it (401), no further one does. A directory may lock an
 * account after a few refused attempts.
 */
public final class LoginGate {

  /** The credentials were refused before: the request was not sent. */
  public static final class ClosedException extends IOException {

    private static final long serialVersionUID = 1L;

    ClosedException() {
      super("the server has refused these credentials already in this run (401)");
    }
  }

  /** Sends one request with the credentials. */
  @FunctionalInterface
  public interface Request {

    /** The HTTP status of the answer. */
    int send() throws IOException;
  }

  private static final int UNAUTHORIZED = 401;

  private volatile boolean accepted;
  private volatile boolean refused;

  /**
   * Sends a request as soon as that is safe.
   *
   * @throws ClosedException when the credentials have been refused
   */
  public int send(Request request) throws IOException {
    if (accepted) {
      return sendNow(request);
    }
    synchronized (this) {
      return sendNow(request);
    }
  }

  private int sendNow(Request request) throws IOException {
    if (refused) {
      throw new ClosedException();
    }
    int status = request.send();
    if (status == UNAUTHORIZED) {
      refused = true;
    } else if (status < 400) {
      accepted = true;
    }
    return status;
  }
}
