package chartbot.registry;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** A client that waits for nothing. */
final class TestRegistry {

  private TestRegistry() {}

  static OciRegistry at(URI url) {
    return at(url, "");
  }

  static OciRegistry at(URI url, String repository) {
    return at(new RegistryServer(url, repository, Optional.empty(), Optional.empty()), each -> {});
  }

  static OciRegistry at(RegistryServer server, Consumer<String> trace) {
    return new OciRegistry(server, Optional.empty(), Clock.systemUTC(), time -> {}, trace);
  }

  static OciRegistry trusting(URI url, SSLContext tls) {
    RegistryServer server = new RegistryServer(url, "", Optional.empty(), Optional.empty());
    return new OciRegistry(server, Optional.of(tls), Clock.systemUTC(), time -> {}, each -> {});
  }

  static Optional<RegistryLogin> login() {
    return Optional.of(RegistryLogin.password(DockerRegistry.USERNAME, DockerRegistry.PASSWORD));
  }
}
