package chartbot.helm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Kubernetes API server that has nothing. The packaged Helm asks a cluster when a template calls
 * {@code lookup}, and has no setting against it; asked here, {@code lookup} gives an empty map, as
 * it does in {@code helm template}.
 */
final class EmptyCluster {

  private static final String NO_KINDS =
      "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"v1\",\"resources\":[]}";
  private static final String NOT_FOUND =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\","
          + "\"code\":404}";

  private EmptyCluster() {}

  /** Starts it, and names it in the configuration that Helm finds in a home directory. */
  static void start(Path home) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Path configuration = Files.createDirectory(home.resolve(".kube")).resolve("config");
    Files.writeString(
        configuration,
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: empty, cluster: {server: "http://127.0.0.1:%d"}}]
        contexts: [{name: empty, context: {cluster: empty}}]
        current-context: empty
        """
            .formatted(server.getLocalPort()));
    Thread thread = new Thread(() -> answer(server), "cluster");
    thread.setDaemon(true);
    thread.start();
  }

  private static void answer(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.setSoTimeout(1000);
        answer(client);
      } catch (IOException gone) {
        // that client has gone; the next one gets its answer
      }
    }
  }

  private static void answer(Socket client) throws IOException {
    BufferedReader request =
        new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
    String first = request.readLine();
    for (String line = first; line != null && !line.isEmpty(); ) {
      line = request.readLine();
    }
    // Only the question which kinds there are has a timeout.
    boolean kinds = first != null && first.contains("?timeout=");
    String body = kinds ? NO_KINDS : NOT_FOUND;
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(kinds ? "200 OK" : "404 Not Found", body.length());
    client.getOutputStream().write((head + body).getBytes(US_ASCII));
  }
}
