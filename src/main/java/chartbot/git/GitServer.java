package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/**
 * Where Git is served and as whom to ask.
 *
 * @param url base address, e.g. {@code https://gerrit.example.com/} or {@code
 *     ssh://gerrit.example.com:29418/}
 * @param username absent: anonymous over HTTP, or what the address or SSH configuration says
 * @param password of HTTP; SSH uses keys
 */
public record GitServer(String url, Optional<String> username, Optional<String> password) {

  public GitServer {
    url = url.endsWith("/") ? url : url + "/";
  }

  boolean isSsh() {
    return url.startsWith("ssh:");
  }

  boolean isHttp() {
    return url.startsWith("http");
  }

  /** The project's address; Gerrit serves authenticated HTTP under {@code /a/}. */
  URIish uri(String project) {
    try {
      if (isSsh()) {
        URIish uri = new URIish(url + encoded(project));
        return uri.getUser() == null && username.isPresent() ? uri.setUser(username.get()) : uri;
      }
      String area = password.isPresent() && isHttp() ? "a/" : "";
      return new URIish(url + area + encoded(project));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not an address: " + url, e);
    }
  }

  /** A project may have a blank, a percent sign or an umlaut in its name. */
  private static String encoded(String project) {
    return URLEncoder.encode(project, UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  @Override
  public String toString() {
    return url;
  }
}
