package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigTest {

  private static final RegistryLogin STORED = RegistryLogin.password("bot", "se:cret");

  @TempDir private Path home;
  private final Map<String, String> environment = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "registry.example.com, https://registry.example.com",
    "registry.example.com, https://registry.example.com/artifactory/api/docker/local",
    "https://registry.example.com/v1/, https://Registry.example.com",
    "registry.example.com:5000, https://registry.example.com:5000",
    "https://index.docker.io/v1/, https://registry-1.docker.io",
  })
  void findsWhatIsStoredForTheHost(String key, String url) throws Exception {
    config("{\"auths\":{\"" + key + "\":{\"auth\":\"" + base64("bot:se:cret") + "\"}}}");

    assertThat(find(url)).contains(STORED);
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example.com, https://example.com",
    "registry.example.com, https://registry.example.com.evil.example",
    "registry.example.com:5000, https://registry.example.com",
    "https://registry.example.com, http://registry.example.com",
  })
  void keepsItFromAnyOther(String key, String url) throws Exception {
    config("{\"auths\":{\"" + key + "\":{\"auth\":\"" + base64("bot:se:cret") + "\"}}}");

    assertThat(find(url)).isEmpty();
  }

  @Test
  void asksTheHelperOfTheHostBeforeTheStore() throws Exception {
    config("{\"credHelpers\":{\"a.example\":\"one\"},\"credsStore\":\"two\"}");
    helper(
        "one",
        "[ \"$1 $(cat)\" = 'get a.example' ] && echo"
            + " '{\"Username\":\"bot\",\"Secret\":\"se:cret\"}'");
    helper(
        "two",
        "[ \"$1 $(cat)\" = 'get b.example' ] && echo"
            + " '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");

    assertThat(find("https://a.example")).contains(STORED);
    assertThat(find("https://b.example")).contains(RegistryLogin.identityToken("t"));
    assertThat(find("https://c.example")).isEmpty();
  }

  @Test
  void aHelperThatIsNotThereIsNamed() throws Exception {
    config("{\"credsStore\":\"missing\"}");
    environment.put("PATH", home.toString());

    assertThatThrownBy(() -> find("https://a.example"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("docker-credential-missing is not on the PATH");
  }

  @Test
  void noPathIsAHelper() throws Exception {
    config("{\"credsStore\":\"../../bin/x\"}");

    assertThatThrownBy(() -> find("https://a.example"))
        .hasMessageContaining("is not a credential helper");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"auths\":3}", "{\"auths\":{\"a.example\":\"hunter2\"}}"})
  void aFileThatIsNotDockersIsNamedAndNotQuoted(String text) throws Exception {
    config(text);

    assertThatThrownBy(() -> find("https://a.example"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("config.json: it is not JSON of that form")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void theEnvironmentComesFirst() throws Exception {
    environment.put("REGISTRY_USERNAME", "bot");
    environment.put("REGISTRY_PASSWORD", "se:cret");

    assertThat(find("https://a.example")).contains(STORED).asString().doesNotContain("cret");
  }

  @Test
  void halfOfItInTheEnvironmentIsAnError() {
    environment.put("REGISTRY_PASSWORD", "se:cret");

    assertThatThrownBy(() -> find("https://a.example"))
        .hasMessage("only one of REGISTRY_USERNAME and REGISTRY_PASSWORD is set");
  }

  private Optional<RegistryLogin> find(String url) throws EnvironmentException {
    return OciRegistry.login(URI.create(url), environment, home);
  }

  private void config(String json) throws Exception {
    Files.createDirectories(home.resolve(".docker"));
    Files.writeString(home.resolve(".docker/config.json"), json);
  }

  private void helper(String name, String script) throws Exception {
    environment.put("PATH", home + ":" + System.getenv("PATH"));
    Path file = home.resolve("docker-credential-" + name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
