package chartbot.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Credentials for one registry; never printed.
 *
 * @param secret the password, or the refresh token
 * @param identityToken whether the secret is a refresh token, which only a token server takes
 */
record Login(String username, String secret, boolean identityToken) {

  static Login password(String username, String password) {
    return new Login(username, password, false);
  }

  static Login identityToken(String token) {
    return new Login("<token>", token, true);
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
