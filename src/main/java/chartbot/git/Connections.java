package chartbot.git;

import java.io.File;
import java.nio.file.Path;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/** Opens connections to the server, with credentials from the first request on. */
final class Connections {

  private static final int TIMEOUT_SECONDS = 120;

  private final GitServer server;
  private final Path home;

  Connections(GitServer server, Path home) {
    this.server = server;
    this.home = home;
  }

  boolean isHttp() {
    return server.isHttp();
  }

  Transport open(Repository repository, String project)
      throws NotSupportedException, TransportException {
    Transport transport = Transport.open(repository, server.uri(project));
    transport.setTimeout(TIMEOUT_SECONDS);
    if (transport instanceof TransportHttp http && server.password().isPresent()) {
      String username = server.username().orElse("");
      String password = server.password().get();
      http.setPreemptiveBasicAuthentication(username, password);
      http.setCredentialsProvider(new UsernamePasswordCredentialsProvider(username, password));
    } else if (transport instanceof SshTransport ssh) {
      ssh.setSshSessionFactory(sshSessions());
    }
    return transport;
  }

  /** Key files, known_hosts and configuration of {@code ~/.ssh}, as OpenSSH uses them. */
  private SshdSessionFactory sshSessions() {
    File directory = home.toFile();
    return new SshdSessionFactoryBuilder()
        .setPreferredAuthentications("publickey")
        .setHomeDirectory(directory)
        .setSshDirectory(new File(directory, ".ssh"))
        .build(null);
  }
}
