package chartbot.lifecycle;

import chartbot.error.EnvironmentException;
import chartbot.target.Identity;
import java.util.Optional;

/**
 * A Gerrit account.
 *
 * @param identity empty where Gerrit knows no e-mail address of it
 */
public record Account(int id, String username, Optional<Identity> identity) {

  /** Author and committer of what the account pushes when the configuration names none. */
  public Identity committer() throws EnvironmentException {
    return identity.orElseThrow(
        () ->
            EnvironmentException.permanent(
                "Gerrit knows no e-mail address of the account '" + username + "'",
                "register one in Gerrit, or set commit.author in the configuration",
                null));
  }
}
