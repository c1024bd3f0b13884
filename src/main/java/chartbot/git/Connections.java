package chartbot.git;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.transport.sshd.OpenSshServerKeyDatabase;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** Opens connections to the server, with credentials from the first request on. */
final class Connections {

  private static final int TIMEOUT_SECONDS = 120;

  private final GitServer server;
  private final LoginGate gate;
  private final GitLimits limits;
  private final Path home;

  Connections(GitServer server, LoginGate gate, GitLimits limits, Path home) {
    this.server = server;
    this.gate = gate;
    this.limits = limits;
    this.home = home;
  }

  Transport open(Repository repository, String project)
      throws NotSupportedException, TransportException {
    Transport transport = Transport.open(repository, server.uri(project));
    transport.setTimeout(TIMEOUT_SECONDS);
    if (transport instanceof TransportHttp overHttp) {
      overHttp.setHttpConnectionFactory(
          new GitHttp(URI.create(server.url()), server.password().map(password -> gate), limits));
      if (server.password().isPresent()) {
        // No provider: JGit would answer a refusal with the same credentials again.
        overHttp.setPreemptiveBasicAuthentication(
            server.username().orElse(""), server.password().get());
      }
    } else if (transport instanceof SshTransport ssh) {
      ssh.setSshSessionFactory(new BoundedSsh(sshSessions(), limits));
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
        .setServerKeyDatabase((unused, ssh) -> new KnownHosts(server, ssh.toPath()))
        .build(null);
  }

  /** {@code known_hosts} as OpenSSH has it; a key that is not in it is named. */
  private record KnownHosts(GitServer server, Path folder) implements ServerKeyDatabase {

    private ServerKeyDatabase files() {
      return new OpenSshServerKeyDatabase(false, List.of(folder.resolve("known_hosts")));
    }

    @Override
    public List<PublicKey> lookup(
        String address, InetSocketAddress remote, Configuration configuration) {
      return files().lookup(address, remote, configuration);
    }

    @Override
    public boolean accept(
        String address,
        InetSocketAddress remote,
        PublicKey key,
        Configuration configuration,
        @Nullable CredentialsProvider provider) {
      if (files().accept(address, remote, key, configuration, provider)) {
        return true;
      }
      throw new UncheckedIOException(
          new IOException(
              EnvironmentException.permanent(
                  "the SSH server at "
                      + server
                      + " is not in ~/.ssh/known_hosts with its key "
                      + KeyUtils.getKeyType(key)
                      + " "
                      + KeyUtils.getFingerPrint(key),
                  "compare the fingerprint with what Gerrit's administrators say, then add the key"
                      + " there, as ssh-keyscan prints it",
                  null)));
    }
  }
}
