package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.update.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Git over a real SSH server, with each kind of key that OpenSSH makes. */
class SshTest {

  @TempDir private Path directory;
  private SshServer ssh;
  private @Nullable PublicKey account;

  @BeforeEach
  void serve() throws Exception {
    Files.createDirectory(directory.resolve(".ssh"));
    BareRepository server = new BareRepository(directory.resolve("charts.git"));
    server.commit("master", Map.of("values.yaml", "a: 1\n"));
    ssh = SshServer.setUpDefaultServer();
    ssh.setHost("127.0.0.1");
    ssh.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, account));
    ssh.setCommandFactory((channel, command) -> new Upload(command, server));
  }

  @AfterEach
  void stop() throws IOException {
    ssh.stop(true);
  }

  @ParameterizedTest(name = "user {0}, host {1}")
  @CsvSource({
    "ssh-rsa, ssh-rsa, id_rsa",
    "ecdsa-sha2-nistp256, ecdsa-sha2-nistp256, id_ecdsa",
    "ssh-ed25519, ssh-ed25519, id_ed25519",
    "ssh-ed25519, ssh-rsa, id_ed25519",
    "ssh-rsa, ssh-ed25519, id_rsa"
  })
  void everyKindOfKeyIsTaken(String user, String host, String file) throws Exception {
    start(host);
    know(ssh.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
    KeyPair key = key(user);
    account = key.getPublic();
    write(key, file);

    try (GitChartRepository git = git()) {
      assertThat(
              git.fetchTip(GitChartRepositoryTest.target("master", ""))
                  .chart()
                  .read("values.yaml")
                  .orElseThrow())
          .asString()
          .isEqualTo("a: 1\n");
    }
  }

  /** The library for ed25519 accepts it (CVE-2020-36843); SSH must not. */
  @Test
  void aSecondFormOfAValidSignatureIsRefused() throws Exception {
    KeyPair key = key("ssh-ed25519");
    byte[] data = "data".getBytes(UTF_8);
    Signature signer = BuiltinSignatures.ed25519.create();
    signer.initSigner(null, key.getPrivate());
    signer.update(null, data);
    byte[] valid = signer.sign(null);
    byte[] second = valid.clone();
    BigInteger order =
        BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] scalar = reversed(Arrays.copyOfRange(valid, 32, 64));
    byte[] shifted = reversed(new BigInteger(1, scalar).add(order).toByteArray());
    System.arraycopy(shifted, 0, second, 32, 32);

    assertThat(second).isNotEqualTo(valid);
    assertThat(verifies(key, data, valid)).isTrue();
    assertThat(verifies(key, data, second)).isFalse();
  }

  private static boolean verifies(KeyPair key, byte[] data, byte[] signature) throws Exception {
    Signature verifier = BuiltinSignatures.ed25519.create();
    verifier.initVerifier(null, key.getPublic());
    verifier.update(null, data);
    return verifier.verify(null, signature);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  @Test
  void thatNoKeyWasOfferedIsSaid() throws Exception {
    start("ssh-ed25519");
    know(ssh.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
    account = key("ssh-ed25519").getPublic();

    try (GitChartRepository git = git()) {
      assertThatThrownBy(() -> git.fetchTip(GitChartRepositoryTest.target("master", "")))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("no key was offered")
          .satisfies(
              e -> assertThat(((EnvironmentException) e).hint().orElse("")).contains("id_ed25519"));
    }
  }

  @Test
  void aKeyThatTheAccountDoesNotHaveIsNamed() throws Exception {
    start("ssh-ed25519");
    know(ssh.getKeyPairProvider().loadKeys(null).iterator().next().getPublic());
    account = key("ssh-ed25519").getPublic();
    write(key("ssh-ed25519"), "id_ed25519");

    try (GitChartRepository git = git()) {
      assertThatThrownBy(() -> git.fetchTip(GitChartRepositoryTest.target("master", "")))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("server refused")
          .hasMessageContaining("ssh-ed25519 key ~/.ssh/id_ed25519")
          .hasMessageNotContaining("no key was offered");
    }
  }

  @Test
  void aHostThatIsKnownWithAnotherKindOfKeyIsTold() throws Exception {
    start("ssh-ed25519");
    know(key("ssh-rsa").getPublic());

    try (GitChartRepository git = git()) {
      assertThatThrownBy(() -> git.fetchTip(GitChartRepositoryTest.target("master", "")))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("is not in ~/.ssh/known_hosts with its key ssh-ed25519 SHA256:");
    }
  }

  @Test
  void aHostKeyOfAKindThatIsNotKnownIsTold() throws Exception {
    start("ssh-rsa");
    Files.writeString(
        directory.resolve(".ssh/config"), "Host *\n  HostKeyAlgorithms ssh-ed25519\n");

    try (GitChartRepository git = git()) {
      assertThatThrownBy(() -> git.fetchTip(GitChartRepositoryTest.target("master", "")))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("unknown host key kind")
          .hasMessageContaining("rsa");
    }
  }

  private void start(String hostKey) throws Exception {
    ssh.setKeyPairProvider(KeyPairProvider.wrap(key(hostKey)));
    ssh.start();
  }

  private static KeyPair key(String type) throws GeneralSecurityException {
    return KeyUtils.generateKeyPair(type, type.equals("ssh-rsa") ? 3072 : 256);
  }

  private void write(KeyPair key, String file) throws Exception {
    try (OutputStream out = Files.newOutputStream(directory.resolve(".ssh/" + file))) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, out);
    }
  }

  private void know(PublicKey host) throws IOException {
    Files.writeString(
        directory.resolve(".ssh/known_hosts"),
        "[127.0.0.1]:" + ssh.getPort() + " " + PublicKeyEntry.toString(host) + "\n");
  }

  private GitChartRepository git() {
    return new GitChartRepository(
        new GitServer("ssh://bot@127.0.0.1:" + ssh.getPort(), Optional.empty(), Optional.empty()),
        new LoginGate(),
        directory,
        GitCache.none(),
        Clock.systemUTC(),
        Progress.silent());
  }

  /** Serves the one repository, whatever is asked for. */
  private static final class Upload extends AbstractCommandSupport {

    private final BareRepository server;

    Upload(String command, BareRepository server) {
      super(command, null);
      this.server = server;
    }

    @Override
    public void run() {
      try (Repository repository = server.open()) {
        assertThat(getCommand()).startsWith("git-upload-pack");
        new UploadPack(repository).upload(getInputStream(), getOutputStream(), getErrorStream());
        onExit(0);
      } catch (IOException | RuntimeException e) {
        onExit(1, e.toString());
      }
    }
  }
}
