package chartbot.registry;

import chartbot.sandbox.SandboxRegistry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The sandbox's registry, with an account, with TLS or with tokens. */
public final class DockerRegistry {

  public static final String USERNAME = "bot";
  public static final String PASSWORD = "secret";

  /** The password above, as {@code htpasswd -B} writes it. */
  private static final String HTPASSWD =
      USERNAME + ":$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

  private DockerRegistry() {}

  /** Whoever asks for it gets in. */
  public static SandboxRegistry open() throws Exception {
    return SandboxRegistry.start(Map.of());
  }

  /** With the account above. */
  public static SandboxRegistry withPassword(Path folder) throws Exception {
    Path users = Files.writeString(folder.resolve("htpasswd"), HTPASSWD);
    return SandboxRegistry.start(
        Map.of(
            "REGISTRY_AUTH", "htpasswd",
            "REGISTRY_AUTH_HTPASSWD_REALM", "test",
            "REGISTRY_AUTH_HTPASSWD_PATH", users.toString()));
  }

  static SandboxRegistry withTls(Path certificate, Path key) throws Exception {
    return SandboxRegistry.start(
        Map.of(
            "REGISTRY_HTTP_TLS_CERTIFICATE", certificate.toString(),
            "REGISTRY_HTTP_TLS_KEY", key.toString()));
  }

  static SandboxRegistry withTokens(URI realm, Path certificate) throws Exception {
    return SandboxRegistry.start(
        Map.of(
            "REGISTRY_AUTH", "token",
            "REGISTRY_AUTH_TOKEN_REALM", realm.toString(),
            "REGISTRY_AUTH_TOKEN_SERVICE", "test-registry",
            "REGISTRY_AUTH_TOKEN_ISSUER", "test-issuer",
            "REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE", certificate.toString()));
  }
}
