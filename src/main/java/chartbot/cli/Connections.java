package chartbot.cli;

import chartbot.config.Credentials;
import chartbot.config.Server;
import chartbot.error.EnvironmentException;
import java.util.Optional;

/** Finds out as whom to work on the configured server. */
record Connections(Parts parts, Console console) {

  Connection to(Server server, CacheOptions cache) throws EnvironmentException {
    String host = server.url().getHost();
    Optional<Credentials> found = Credentials.find(host, parts.environment(), parts.home());
    if (found.isEmpty()) {
      throw EnvironmentException.lasting(
          "there are no credentials for " + host,
          "set GERRIT_USERNAME and GERRIT_PASSWORD (the HTTP password from Gerrit's settings), or"
              + " put them into ~/.netrc or .gitcookies",
          null);
    }
    console.hide(found.get().password());
    return new Connection(server, found, cache.folder(parts));
  }
}
