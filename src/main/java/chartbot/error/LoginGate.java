package chartbot.error;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Guards one pair of user name and password in all of a run: until a service has accepted it, one
 * request at a time carries it there; once one has refused it (401), no further request to any
 * does. A directory may lock an account after a few refused attempts.
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

  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private volatile boolean refused;

  /**
   * Sends a request as soon as that is safe.
   *
   * @param service whoever has accepted the credentials says nothing of another one
   * @throws ClosedException when the credentials have been refused
   */
  public int send(String service, Request request) throws IOException {
    if (accepted.contains(service)) {
      return sendNow(service, request);
    }
    synchronized (this) {
      return sendNow(service, request);
    }
  }

  private int sendNow(String service, Request request) throws IOException {
    if (refused) {
      throw new ClosedException();
    }
    int status = request.send();
    if (status == UNAUTHORIZED) {
      refused = true;
    } else if (status < 400) {
      accepted.add(service);
    }
    return status;
  }
}
