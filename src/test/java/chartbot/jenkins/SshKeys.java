package chartbot.jenkins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** What people do with {@code ssh-keygen} and {@code ssh-keyscan}. */
final class SshKeys {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private SshKeys() {}

  /** Writes a new private key without a passphrase; answers the line of its public key. */
  static String generate(Path file) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return PublicKeyEntry.toString(pair.getPublic());
  }

  /** Lets an agent know a server by the key that the server shows now. */
  static void trust(URI server, Path home) throws IOException {
    List<PublicKey> shown = new CopyOnWriteArrayList<>();
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier((session, address, key) -> shown.add(key));
      client.start();
      try (ClientSession session =
          client
              .connect("nobody", server.getHost(), server.getPort())
              .verify(PATIENCE)
              .getSession()) {
        session.waitFor(
            EnumSet.of(ClientSessionEvent.WAIT_AUTH, ClientSessionEvent.CLOSED), PATIENCE);
      }
    }
    Path known = Files.createDirectories(home.resolve(".ssh")).resolve("known_hosts");
    String host = "[" + server.getHost() + "]:" + server.getPort();
    Files.writeString(known, host + " " + PublicKeyEntry.toString(shown.get(0)) + "\n", UTF_8);
  }
}
