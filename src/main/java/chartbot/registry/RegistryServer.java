package chartbot.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * One registry and where in it the images are.
 *
 * @param url without {@code /v2} and without a slash at its end
 * @param repository the path before the image's name; may be empty
 * @param tokenServer the only other origin that may see the credentials
 * @param login sent to the origin of {@code url} and of {@code tokenServer} alone
 */
public record RegistryServer(
    URI url, String repository, Optional<URI> tokenServer, Optional<RegistryLogin> login) {

  /** The repository of an image, as it stands in paths and scopes. */
  String repositoryOf(String name) {
    return repository.isEmpty() ? name : repository + "/" + name;
  }

  /** What a token has to permit so that an image can be read. */
  String scope(String name) {
    return "repository:" + repositoryOf(name) + ":pull";
  }

  URI at(String path) {
    return URI.create(url + "/v2/" + path);
  }

  /** Whether credentials may be sent there. */
  boolean trusts(URI other) {
    return sameOrigin(url, other)
        || (tokenServer.isPresent() && sameOrigin(tokenServer.get(), other));
  }

  static boolean sameOrigin(URI a, URI b) {
    return lower(a.getScheme()).equals(lower(b.getScheme()))
        && lower(a.getHost()).equals(lower(b.getHost()))
        && port(a) == port(b);
  }

  private static String lower(String part) {
    return String.valueOf(part).toLowerCase(Locale.ROOT);
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return lower(url.getScheme()).equals("https") ? 443 : 80;
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
