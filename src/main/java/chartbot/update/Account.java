package chartbot.update;

import chartbot.error.EnvironmentException;
import java.util.Optional;

/**
 * A Gerrit account.
 *
 * @param identity empty where Gerrit knows no e-mail address of it
 */
public record Account(int id, String username, Optional<Identity> identity) {

  /** Author and committer of what the account pushes when the configuration names none. */
  Identity committer() throws EnvironmentException {
    return identity.orElseThrow(
        () ->
            EnvironmentException.lasting(
                "Gerrit knows no e-mail address of the account '" + username + "'",
                "register one in Gerrit, or set commit.author in the configuration",
                null));
  }
}
