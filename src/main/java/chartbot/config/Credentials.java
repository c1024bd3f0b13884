package chartbot.config;

import chartbot.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user name and password for Gerrit; never printed. */
public record Credentials(String username, String password) {

  /** The variable that lists the hosts which may get credentials; unset: any. */
  static final String HOSTS = "CHARTBOT_GERRIT_HOSTS";

  /**
   * Finds them for one host: in GERRIT_USERNAME and GERRIT_PASSWORD, else in {@code ~/.netrc}, else
   * in the cookie file that Git uses.
   *
   * <p>Where CHARTBOT_GERRIT_HOSTS lists hosts, others get no credentials: a configuration that
   * anybody may propose cannot send them elsewhere.
   *
   * @param environment the process's variables
   * @param home the person's home directory
   * @throws EnvironmentException when what is there cannot be used, or may not for this host
   */
  public static Optional<Credentials> find(String host, Map<String, String> environment, Path home)
      throws EnvironmentException {
    return pinned(host, environment, found(host, environment, home));
  }

  /**
   * As {@link #find}, for a host that the variables are not meant for: in the files alone.
   *
   * @throws EnvironmentException when they may not be used for this host
   */
  public static Optional<Credentials> stored(
      String host, Map<String, String> environment, Path home) throws EnvironmentException {
    return pinned(host, environment, stored(host, "", home));
  }

  private static Optional<Credentials> pinned(
      String host, Map<String, String> environment, Optional<Credentials> found)
      throws EnvironmentException {
    List<String> hosts =
        Arrays.stream(environment.getOrDefault(HOSTS, "").split("[,\\s]+", -1))
            .filter(listed -> !listed.isEmpty())
            .toList();
    if (found.isPresent() && !hosts.isEmpty() && hosts.stream().noneMatch(host::equalsIgnoreCase)) {
      throw EnvironmentException.permanent(
          host + " is not listed in " + HOSTS + ", so it gets no credentials",
          "if the host is right, add it to " + HOSTS + " where the job sets it",
          null);
    }
    return found;
  }

  private static Optional<Credentials> stored(String host, String username, Path home) {
    return Netrc.find(lines(home.resolve(".netrc")), host, username)
        .or(() -> GitCookies.find(cookieLines(home), host));
  }

  private static Optional<Credentials> found(
      String host, Map<String, String> environment, Path home) throws EnvironmentException {
    String username = environment.getOrDefault("GERRIT_USERNAME", "");
    String password = environment.getOrDefault("GERRIT_PASSWORD", "");
    if (!username.isEmpty() && !password.isEmpty()) {
      return Optional.of(new Credentials(username, password));
    }
    if (!password.isEmpty()) {
      throw EnvironmentException.permanent(
          "GERRIT_PASSWORD is set, but GERRIT_USERNAME is not", "set both", null);
    }
    Optional<Credentials> stored = stored(host, username, home);
    if (stored.isEmpty() && !username.isEmpty()) {
      throw EnvironmentException.permanent(
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
