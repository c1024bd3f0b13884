package chartbot.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves one page on loopback, plainly and as Jenkins does, and remembers what was asked for. */
final class Site implements AutoCloseable {

  /** What Jenkins sends with everything that a build archived, unless it is told otherwise. */
  private static final String JENKINS =
      "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';";

  private final HttpServer server;
  private final byte[] page;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Site(String page) throws IOException {
    this.page = page.getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    if (path.startsWith("/jenkins/")) {
      exchange.getResponseHeaders().add("Content-Security-Policy", JENKINS);
    }
    boolean known = path.endsWith("/report.html");
    exchange.sendResponseHeaders(known ? 200 : 404, known ? page.length : -1);
    if (known) {
      exchange.getResponseBody().write(page);
    }
    exchange.close();
  }

  URI report() {
    return at("/report.html");
  }

  URI reportInJenkins() {
    return at("/jenkins/report.html");
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
