package chartbot.gerrit;

import com.urswolfer.gerrit.client.rest.GerritAuthData;

/**
 * What the REST client says who asks, and where. The client's own class for it sets up Java's
 * logging, which takes more than all that it does.
 */
record Login(GerritServer server) implements GerritAuthData {

  @Override
  public String getHost() {
    String url = server.url();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  @Override
  public String getLogin() {
    return server.username().orElse("");
  }

  @Override
  public String getPassword() {
    return server.password().orElse("");
  }

  /** An HTTP password must not be tried on the login page: a directory may lock the account. */
  @Override
  public boolean isHttpPassword() {
    return true;
  }

  @Override
  public boolean isLoginAndPasswordAvailable() {
    return !getLogin().isEmpty() && !getPassword().isEmpty();
  }
}
