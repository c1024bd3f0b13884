package chartbot.git;

import chartbot.error.EnvironmentException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.errors.TransportException;

/** What a server sends, up to a size and a time; beyond them reading fails. */
final class BoundedInput extends FilterInputStream {

  private final String url;
  private final GitLimits limits;
  private final GitRequest request;
  private final long end;
  private long read;

  /**
   * @param request what is asked for
   * @param end the time of {@link System#nanoTime()} at which the answer must have ended
   */
  BoundedInput(InputStream in, String url, GitLimits limits, GitRequest request, long end) {
    super(in);
    this.url = url;
    this.limits = limits;
    this.request = request;
    this.end = end;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    read += Math.max(count, 0);
    if (read > (request.isForObjects() ? limits.pack() : limits.refs())) {
      throw fault(
          EnvironmentException.permanent(
              "the answer to " + url + " is too large for what chartbot reads",
              "the address may name something else than Gerrit, or the project has too many refs",
              null));
    }
    if (System.nanoTime() - end > 0) {
      throw fault(
          EnvironmentException.temporary(
              url + " did not answer in time",
              "a proxy or an overloaded server may hold the answer back",
              null));
    }
    return count;
  }

  private static TransportException fault(EnvironmentException fault) {
    return new TransportException(fault.message(), fault);
  }
}
