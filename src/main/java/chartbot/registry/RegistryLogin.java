package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Credentials for one registry; never printed.
 *
 * @param secret the password, or the refresh token
 * @param identityToken whether the secret is a refresh token, which only a token server takes
 */
record RegistryLogin(String username, String secret, boolean identityToken) {

  static RegistryLogin password(String username, String password) {
    return new RegistryLogin(username, password, false);
  }

  static RegistryLogin identityToken(String token) {
    return new RegistryLogin("<token>", token, true);
  }

  /** The value of the {@code Authorization} header. */
  String basic() {
    byte[] pair = (username + ":" + secret).getBytes(UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public String toString() {
    return username + ":***";
  }
}
