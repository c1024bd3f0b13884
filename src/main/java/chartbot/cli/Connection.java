package chartbot.cli;

import chartbot.config.Credentials;
import chartbot.config.Server;
import java.util.Optional;

/**
 * A server and as whom to work on it.
 *
 * @param credentials absent: anonymous, or what SSH says
 */
public record Connection(Server server, Optional<Credentials> credentials) {}
