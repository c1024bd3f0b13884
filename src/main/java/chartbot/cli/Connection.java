package chartbot.cli;

import chartbot.config.Credentials;
import chartbot.config.Server;
import chartbot.image.BuildFacts;
import chartbot.image.RegistryRules;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A server and as whom to work on it.
 *
 * @param credentials for REST; absent: anonymous
 * @param gitCredentials for Git, which may be served by another host; absent: anonymous, or what
 *     SSH says
 * @param cache folder of what is kept for the next run; absent: nothing is
 * @param builds by {@code NAME:TAG}, what the builds of images have said
 * @param registry where images are pulled from; absent: none is asked
 */
public record Connection(
    Server server,
    Optional<Credentials> credentials,
    Optional<Credentials> gitCredentials,
    Optional<Path> cache,
    Optional<RegistryRules> registry,
    Map<String, BuildFacts> builds) {

  /** A server without a registry. */
  public Connection(
      Server server,
      Optional<Credentials> credentials,
      Optional<Credentials> gitCredentials,
      Optional<Path> cache) {
    this(server, credentials, gitCredentials, cache, Optional.empty(), Map.of());
  }

  /** The same with a registry. */
  Connection with(Optional<RegistryRules> other) {
    return new Connection(server, credentials, gitCredentials, cache, other, builds);
  }

  /** The same for images of whose builds something is known. */
  Connection with(Map<String, BuildFacts> said) {
    return new Connection(server, credentials, gitCredentials, cache, registry, said);
  }
}
