package chartbot.config;

import chartbot.error.EnvironmentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that Git and curl take from {@code http_proxy}, {@code https_proxy}, {@code
 * all_proxy} and {@code no_proxy}, in small or in capital letters.
 */
public final class EnvironmentProxies extends ProxySelector {

  /** As curl has it. */
  private static final int USUAL_PORT = 1080;

  private final Optional<InetSocketAddress> http;
  private final Optional<InetSocketAddress> https;
  private final List<String> direct;

  private EnvironmentProxies(
      Optional<InetSocketAddress> http, Optional<InetSocketAddress> https, List<String> direct) {
    this.http = http;
    this.https = https;
    this.direct = List.copyOf(direct);
  }

  /**
   * Reads the variables.
   *
   * @return empty where none names a proxy
   * @throws EnvironmentException when one names a proxy that chartbot cannot use
   */
  public static Optional<EnvironmentProxies> of(Map<String, String> environment)
      throws EnvironmentException {
    Optional<InetSocketAddress> http = proxy(environment, "http_proxy");
    Optional<InetSocketAddress> https = proxy(environment, "https_proxy");
    if (http.isEmpty() && https.isEmpty()) {
      return Optional.empty();
    }
    List<String> direct = new ArrayList<>();
    for (String host : variable(environment, "no_proxy").split("[,\\s]+", -1)) {
      if (!host.isEmpty()) {
        direct.add(host.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""));
      }
    }
    return Optional.of(new EnvironmentProxies(http, https, direct));
  }

  private static Optional<InetSocketAddress> proxy(Map<String, String> environment, String name)
      throws EnvironmentException {
    String value = variable(environment, name);
    String all = "all_proxy";
    return value.isEmpty() ? address(all, variable(environment, all)) : address(name, value);
  }

  private static String variable(Map<String, String> environment, String name) {
    String small = environment.getOrDefault(name, "");
    return small.isEmpty()
        ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
        : small.strip();
  }

  /** The value may hold a password: no message says it. */
  private static Optional<InetSocketAddress> address(String name, String value)
      throws EnvironmentException {
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(value.contains("://") ? value : "http://" + value);
      if ("http".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null) {
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        return Optional.of(InetSocketAddress.createUnresolved(uri.getHost(), port));
      }
    } catch (URISyntaxException e) {
      // Reported below, like any other that cannot be used.
    }
    throw EnvironmentException.permanent(
        "the proxy in the variable " + name + " is not of the form http://HOST:PORT",
        "proxies over TLS or SOCKS, or with a password, are not supported; "
            + "where Gerrit is reached without, name its host in no_proxy",
        null);
  }

  @Override
  public List<Proxy> select(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    Optional<InetSocketAddress> proxy =
        switch (scheme) {
          case "http" -> http;
          case "https" -> https;
          default -> Optional.empty(); // the sockets themselves
        };
    return List.of(
        proxy
            .filter(address -> !isDirect(uri))
            .map(address -> new Proxy(Proxy.Type.HTTP, address))
            .orElse(Proxy.NO_PROXY));
  }

  private boolean isDirect(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    String place = host + ":" + uri.getPort();
    return direct.stream()
        .anyMatch(name -> name.equals("*") || isWithin(host, name) || isWithin(place, name));
  }

  private static boolean isWithin(String host, String name) {
    return host.equals(name) || host.endsWith("." + name);
  }

  /** The connection itself reports what went wrong. */
  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
}
