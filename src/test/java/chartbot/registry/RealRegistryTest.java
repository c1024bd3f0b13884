package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.image.Digest;
import chartbot.image.ImageDetails;
import chartbot.sandbox.SandboxRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's docker-registry. */
@Tag("registry")
class RealRegistryTest {

  private static final Map<String, String> LABELS =
      Map.of("org.opencontainers.image.revision", "0123456789abcdef0123456789abcdef01234567");

  @TempDir private Path folder;

  @Test
  void readsTagsDigestsAndLabels() throws Exception {
    try (SandboxRegistry registry = DockerRegistry.open()) {
      ImagePush push = ImagePush.to(registry.url());
      Digest pushed = push.image("proj-enm/eric-enm-models-fm", "1.2.3-4", LABELS);
      push.image("proj-enm/eric-enm-models-fm", "1.2.3-10", Map.of());
      OciRegistry client = TestRegistry.at(registry.url(), "proj-enm");

      client.ping();

      assertThat(client.tags("eric-enm-models-fm"))
          .containsExactlyInAnyOrder("1.2.3-4", "1.2.3-10");
      assertThat(client.digest("eric-enm-models-fm", "1.2.3-4")).contains(pushed);
      assertThat(client.details("eric-enm-models-fm", pushed))
          .contains(new ImageDetails(LABELS, Optional.of(Instant.parse("2026-11-30T20:00:00Z"))));
    }
  }

  @Test
  void hasNothingOfAnUnknownImageOrTag() throws Exception {
    try (SandboxRegistry registry = DockerRegistry.open()) {
      ImagePush.to(registry.url()).image("known", "1.2.3-4", Map.of());
      OciRegistry client = TestRegistry.at(registry.url());

      assertThat(client.tags("unknown")).isEmpty();
      assertThat(client.tags("No.Repository_has-Capitals")).isEmpty();
      assertThat(client.digest("known", "1.2.3-5")).isEmpty();
      assertThat(client.digest("unknown", "1.2.3-4")).isEmpty();
      assertThat(client.details("known", Digest.of(new byte[0]))).isEmpty();
    }
  }

  @Test
  void readsIndexesAndDockersManifests() throws Exception {
    try (SandboxRegistry registry = DockerRegistry.open()) {
      ImagePush push = ImagePush.to(registry.url());
      Digest index = push.index("name", "1.2.3-4", LABELS);
      Digest docker = push.dockerImage("name", "1.2.3-5", LABELS);
      OciRegistry client = TestRegistry.at(registry.url());

      assertThat(client.digest("name", "1.2.3-4")).contains(index);
      assertThat(client.details("name", index).orElseThrow().labels()).isEqualTo(LABELS);
      assertThat(client.digest("name", "1.2.3-5")).contains(docker);
      assertThat(client.details("name", docker).orElseThrow().labels()).isEqualTo(LABELS);
    }
  }

  @Test
  void showsTheRegistryThePassword() throws Exception {
    try (SandboxRegistry registry = DockerRegistry.withPassword(folder)) {
      ImagePush.to(registry.url(), DockerRegistry.USERNAME, DockerRegistry.PASSWORD)
          .image("name", "1.2.3-4", Map.of());

      assertThat(client(registry, TestRegistry.login()).tags("name")).containsExactly("1.2.3-4");
      OciRegistry anonymous = client(registry, Optional.empty());
      assertThatThrownBy(() -> anonymous.tags("name"))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("did not accept the credentials");
      OciRegistry stranger = client(registry, Optional.of(RegistryLogin.password("bot", "guess")));
      assertThatThrownBy(() -> stranger.digest("name", "1.2.3-4"))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("did not accept the credentials")
          .hasMessageNotContaining("guess");
    }
  }

  @Test
  void trustsOnlyAKnownCertificate() throws Exception {
    Certificate certificate = Certificate.make(folder);
    try (SandboxRegistry registry =
        DockerRegistry.withTls(certificate.pem(), certificate.keyPem())) {
      new ImagePush(
              HttpClient.newBuilder().sslContext(certificate.trusting()).build(),
              registry.url(),
              Optional.empty())
          .image("name", "1.2.3-4", Map.of());

      assertThat(TestRegistry.trusting(registry.url(), certificate.trusting()).tags("name"))
          .containsExactly("1.2.3-4");
      OciRegistry client = TestRegistry.at(registry.url());
      assertThatThrownBy(() -> client.tags("name"))
          .isInstanceOfSatisfying(
              EnvironmentException.class, fault -> assertThat(fault.retryable()).isFalse())
          .hasMessageContaining("no trusted connection");
    }
  }

  @Test
  void getsATokenForEachRepositoryOnce() throws Exception {
    Certificate certificate = Certificate.make(folder);
    try (TokenServer tokens = TokenServer.start(certificate);
        SandboxRegistry registry = DockerRegistry.withTokens(tokens.realm(), certificate.pem())) {
      String token = bearer(tokens.token(List.of("repository:name:pull,push")));
      new ImagePush(HttpClient.newHttpClient(), registry.url(), Optional.of(token))
          .image("name", "1.2.3-4", Map.of());
      OciRegistry client =
          TestRegistry.at(
              new RegistryServer(
                  registry.url(), "", Optional.of(tokens.realm()), TestRegistry.login()),
              each -> {});

      client.ping();
      assertThat(client.tags("name")).containsExactly("1.2.3-4");
      assertThat(client.digest("name", "1.2.3-4")).isPresent();
      assertThat(tokens.scopes).containsExactly("repository:name:pull");
    }
  }

  @Test
  void sendsThePasswordToNoTokenServerThatIsNotConfigured() throws Exception {
    Certificate certificate = Certificate.make(folder);
    try (TokenServer tokens = TokenServer.start(certificate);
        SandboxRegistry registry = DockerRegistry.withTokens(tokens.realm(), certificate.pem())) {
      OciRegistry client = client(registry, TestRegistry.login());

      assertThatThrownBy(() -> client.tags("name"))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("wants the credentials sent to another server");
      assertThat(tokens.scopes).isEmpty();
    }
  }

  @Test
  void findsASignatureUnderItsTag() throws Exception {
    try (SandboxRegistry registry = DockerRegistry.open()) {
      ImagePush push = ImagePush.to(registry.url());
      Digest image = push.image("name", "1.2.3-4", Map.of());
      SigningKey key = SigningKey.ec();
      byte[] payload = SigningKey.payload(image);
      push.signature("name", image, payload, key.sign(payload));
      OciRegistry client = TestRegistry.at(registry.url());

      assertThat(client.signatures("name", image))
          .singleElement()
          .matches(signature -> key.publicKey().verifies(signature, image))
          .matches(signature -> !SigningKey.ec().publicKey().verifies(signature, image))
          .matches(
              signature ->
                  !key.publicKey().verifies(signature, Digest.of("other".getBytes(UTF_8))));
    }
  }

  private static OciRegistry client(SandboxRegistry registry, Optional<RegistryLogin> login) {
    URI url = registry.url();
    return TestRegistry.at(new RegistryServer(url, "", Optional.empty(), login), each -> {});
  }

  private static String bearer(String answer) {
    return "Bearer " + answer.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
  }
}
