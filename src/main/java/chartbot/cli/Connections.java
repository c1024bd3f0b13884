package chartbot.cli;

import chartbot.config.Configuration;
import chartbot.config.Credentials;
import chartbot.config.Server;
import chartbot.error.EnvironmentException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out as whom to work on the configured server. */
record Connections(Parts parts, Console console) {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d+){3}|\\[?::1\\]?", Pattern.CASE_INSENSITIVE);

  Connection to(Configuration read, CacheOptions cache) throws EnvironmentException {
    Server server = read.server();
    String host = server.url().getHost();
    Optional<Credentials> found = Credentials.find(host, parts.environment(), parts.home());
    if (found.isEmpty()) {
      throw EnvironmentException.permanent(
          "no credentials for " + host,
          "set GERRIT_USERNAME and GERRIT_PASSWORD (the HTTP password from Gerrit's settings), or"
              + " put them into ~/.netrc or .gitcookies",
          null);
    }
    Optional<Credentials> git = forGit(server, found);
    Stream.of(found, git)
        .flatMap(Optional::stream)
        .forEach(credentials -> console.hide(credentials.password()));
    warnOfPlainHttp(server.url());
    server.gitUrl().ifPresent(this::warnOfPlainHttp);
    return new Connection(server, found, git, cache.folder(parts), read.registry(), Map.of());
  }

  /**
   * Credentials belong to a host: another one has its own or none. SSH takes the user name only.
   */
  private Optional<Credentials> forGit(Server server, Optional<Credentials> found)
      throws EnvironmentException {
    String host = server.url().getHost();
    Optional<String> other =
        server
            .gitUrl()
            .filter(url -> isSecureHttp(url) || isPlainHttp(url))
            .map(URI::getHost)
            .filter(gitHost -> !gitHost.equalsIgnoreCase(host));
    return other.isPresent()
        ? Credentials.stored(other.get(), parts.environment(), parts.home())
        : found;
  }

  private void warnOfPlainHttp(URI url) {
    if (isPlainHttp(url) && !LOOPBACK.matcher(url.getHost()).matches()) {
      console.warn(url + " is plain http: anyone on the network can read the password; use https");
    }
  }

  private static boolean isSecureHttp(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  private static boolean isPlainHttp(URI url) {
    return "http".equalsIgnoreCase(url.getScheme());
  }
}
