package chartbot.git;

import chartbot.error.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.internal.transport.sshd.OpenSshServerKeyDatabase;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** {@code known_hosts} as OpenSSH has it; a key that is not in it is named. */
record KnownHosts(GitServer server, Path folder) implements ServerKeyDatabase {

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
