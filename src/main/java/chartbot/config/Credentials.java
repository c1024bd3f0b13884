package chartbot.config;

import chartbot.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The user name and password for Gerrit; never printed. */
public record Credentials(String username, String password) {

  /**
   * Finds them for one host: in GERRIT_USERNAME and GERRIT_PASSWORD, else in {@code ~/.netrc}, else
   * in the cookie file that Git uses.
   *
   * @param environment the process's variables
   * @param home the person's home directory
   * @throws EnvironmentException when what is there cannot be used
   */
  public static Optional<Credentials> find(String host, Map<String, String> environment, Path home)
      throws EnvironmentException {
    String username = environment.getOrDefault("GERRIT_USERNAME", "");
    String password = environment.getOrDefault("GERRIT_PASSWORD", "");
    if (!username.isEmpty() && !password.isEmpty()) {
      return Optional.of(new Credentials(username, password));
    }
    if (!password.isEmpty()) {
      throw EnvironmentException.lasting(
          "GERRIT_PASSWORD is set, but GERRIT_USERNAME is not", "set both", null);
    }
    Optional<Credentials> stored =
        Netrc.find(lines(home.resolve(".netrc")), host, username)
            .or(() -> GitCookies.find(cookieLines(home), host));
    if (stored.isEmpty() && !username.isEmpty()) {
      throw EnvironmentException.lasting(
          "GERRIT_USERNAME is set, but GERRIT_PASSWORD is not, and ~/.netrc has no password of '"
              + username
              + "' for "
              + host,
          "set GERRIT_PASSWORD to the HTTP password from Gerrit's settings",
          null);
    }
    return stored;
  }

  private static String cookieLines(Path home) {
    Path file = GitCookies.file(lines(home.resolve(".gitconfig")), home);
    return lines(file);
  }

  /** A file that is not there, or not for us to read, holds nothing. */
  private static String lines(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public String toString() {
    return username + ":***";
  }
}
