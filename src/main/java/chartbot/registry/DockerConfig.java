package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.error.EnvironmentException;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that {@code docker login} stored for a registry. See
 * https://docs.docker.com/reference/cli/docker/login/#credential-stores.
 */
record DockerConfig(
    @Nullable Map<String, @Nullable Auth> auths,
    @Nullable Map<String, @Nullable String> credHelpers,
    @Nullable String credsStore) {

  /** See https://github.com/docker/cli/blob/master/cli/config/types/authconfig.go. */
  record Auth(
      @Nullable String auth,
      @Nullable String username,
      @Nullable String password,
      @Nullable String identitytoken) {

    Optional<RegistryLogin> login() {
      if (identitytoken != null && !identitytoken.isEmpty()) {
        return Optional.of(RegistryLogin.identityToken(identitytoken));
      }
      String pair = "";
      if (auth != null && !auth.isEmpty()) {
        try {
          pair = new String(Base64.getDecoder().decode(auth), UTF_8).replaceAll("\0+$", "");
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      } else if (username != null && password != null) {
        pair = username + ":" + password;
      }
      int colon = pair.indexOf(':');
      return colon <= 0
          ? Optional.empty()
          : Optional.of(
              RegistryLogin.password(pair.substring(0, colon), pair.substring(colon + 1)));
    }
  }

  private static final DockerConfig NONE = new DockerConfig(null, null, null);
  private static final long LARGEST = 1 << 20;

  /**
   * Reads {@code config.json} of DOCKER_CONFIG, or of {@code .docker} in the home directory.
   *
   * @throws EnvironmentException when the file is there and is not Docker's
   */
  static DockerConfig read(Map<String, String> environment, Path home) throws EnvironmentException {
    String directory = environment.getOrDefault("DOCKER_CONFIG", "");
    Path file =
        (directory.isEmpty() ? home.resolve(".docker") : Path.of(directory)).resolve("config.json");
    try {
      if (Files.size(file) > LARGEST) {
        throw broken(file, "it is larger than 1 MiB", null);
      }
      DockerConfig read = new Gson().fromJson(Files.readString(file), DockerConfig.class);
      return read == null ? NONE : read;
    } catch (NoSuchFileException e) {
      return NONE;
    } catch (IOException e) {
      throw broken(file, e.getClass().getSimpleName(), e);
    } catch (JsonParseException e) {
      throw broken(file, "it is not JSON of that form", null); // the cause may quote a secret
    }
  }

  private static EnvironmentException broken(Path file, String reason, @Nullable Throwable cause) {
    return EnvironmentException.permanent(
        "cannot read " + file + ": " + reason,
        "fix the file, or log in again with 'docker login'",
        cause);
  }

  /** What is stored for the registry at that URL. */
  Optional<RegistryLogin> find(URI registry, CredentialHelper helper) throws EnvironmentException {
    String host = host(registry);
    for (Map.Entry<String, @Nullable String> each : entries(credHelpers)) {
      String name = each.getValue();
      if (name != null && isFor(each.getKey(), registry, host)) {
        return helper.get(name, each.getKey());
      }
    }
    if (credsStore != null && !credsStore.isEmpty()) {
      Optional<RegistryLogin> stored = helper.get(credsStore, host);
      if (stored.isPresent()) {
        return stored;
      }
    }
    for (Map.Entry<String, @Nullable Auth> each : entries(auths)) {
      Auth auth = each.getValue();
      if (auth != null && isFor(each.getKey(), registry, host)) {
        return auth.login();
      }
    }
    return Optional.empty();
  }

  private static <T extends @Nullable Object> Iterable<Map.Entry<String, T>> entries(
      @Nullable Map<String, T> map) {
    return map == null ? Map.<String, T>of().entrySet() : map.entrySet();
  }

  /** Keys are hosts, with a port that is not the scheme's, or URLs of before. */
  private static boolean isFor(String key, URI registry, String host) {
    String text = key.toLowerCase(Locale.ROOT);
    int scheme = text.indexOf("://");
    if (scheme >= 0 && !text.substring(0, scheme).equalsIgnoreCase(registry.getScheme())) {
      return false;
    }
    String rest = text.substring(scheme < 0 ? 0 : scheme + 3);
    int path = rest.indexOf('/');
    String named = path < 0 ? rest : rest.substring(0, path);
    return named.equals(host) || (isDockerHub(named) && isDockerHub(host));
  }

  private static boolean isDockerHub(String host) {
    return host.equals("docker.io")
        || host.equals("index.docker.io")
        || host.equals("registry-1.docker.io");
  }

  private static String host(URI registry) {
    String host = String.valueOf(registry.getHost()).toLowerCase(Locale.ROOT);
    return registry.getPort() < 0 ? host : host + ":" + registry.getPort();
  }
}
