package chartbot.cli;

import chartbot.config.Credentials;
import chartbot.config.Server;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A server and as whom to work on it.
 *
 * @param credentials for REST; absent: anonymous
 * @param gitCredentials for Git, which may be served by another host; absent: anonymous, or what
 *     SSH says
 * @param cache folder of what is kept for the next run; absent: nothing is
 */
public record Connection(
    Server server,
    Optional<Credentials> credentials,
    Optional<Credentials> gitCredentials,
    Optional<Path> cache) {}
