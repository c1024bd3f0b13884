package chartbot.config;

import java.net.URI;
import java.util.Optional;

/**
 * The review server.
 *
 * @param url Gerrit's own URL, without a slash at its end
 * @param gitUrl where Git is spoken instead of {@code url/a}
 */
public record Server(URI url, Optional<URI> gitUrl) {}
