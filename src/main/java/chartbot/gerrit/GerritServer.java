package chartbot.gerrit;

import java.util.Optional;

/**
 * Where Gerrit's REST API is served and as whom to ask.
 *
 * @param url base address, without {@code /a}
 * @param password the account's HTTP password or token
 */
public record GerritServer(String url, Optional<String> username, Optional<String> password) {

  @Override
  public String toString() {
    return url;
  }
}
