package chartbot.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession2;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSession;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.util.FS;

/** JGit's SSH with bounds on what a server sends and how long it takes. */
final class BoundedSsh extends SshSessionFactory {

  private final SshdSessionFactory sessions;
  private final GitLimits limits;

  BoundedSsh(SshdSessionFactory sessions, GitLimits limits) {
    this.sessions = sessions;
    this.limits = limits;
  }

  @Override
  public RemoteSession2 getSession(
      URIish uri, CredentialsProvider provider, FS files, int milliseconds)
      throws TransportException {
    SshdSession session = sessions.getSession(uri, provider, files, milliseconds);
    return new Session(session, uri.toString());
  }

  @Override
  public String getType() {
    return sessions.getType();
  }

  private final class Session implements RemoteSession2 {

    private final SshdSession session;
    private final String url;

    Session(SshdSession session, String url) {
      this.session = session;
      this.url = url;
    }

    @Override
    public Process exec(String command, int seconds) throws IOException {
      return exec(command, Map.of(), seconds);
    }

    @Override
    public Process exec(String command, Map<String, String> environment, int seconds)
        throws IOException {
      return new Bounded(session.exec(command, environment, seconds), url, limits);
    }

    @Override
    public void disconnect() {
      session.disconnect();
    }
  }

  /** A command at the server. */
  private static final class Bounded extends Process {

    private final Process process;
    private final GitRequest request;
    private final InputStream answer;

    Bounded(Process process, String url, GitLimits limits) {
      this.process = process;
      this.request = new GitRequest(process.getOutputStream());
      this.answer =
          new BoundedInput(
              process.getInputStream(),
              url,
              limits,
              request,
              System.nanoTime() + limits.whole().toNanos());
    }

    @Override
    public OutputStream getOutputStream() {
      return request;
    }

    @Override
    public InputStream getInputStream() {
      return answer;
    }

    @Override
    public InputStream getErrorStream() {
      return process.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
      return process.waitFor(timeout, unit);
    }

    @Override
    public int exitValue() {
      return process.exitValue();
    }

    @Override
    public void destroy() {
      process.destroy();
    }
  }
}
