package chartbot;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.sandbox.SampleChart;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The run from which the JVM learns, when the jar is packaged, which classes to archive next to it:
 * commands on the sample chart and on a server without changes. It prints nothing.
 */
final class Training {

  private static final String IMAGE = "eric-enm-models-custom-service:1.2.3-4";

  private Training() {}

  public static void main(String[] args) throws IOException {
    System.setProperty("slf4j.internal.verbosity", "WARN");
    Path folder = Files.createTempDirectory("chartbot-training-");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", Training::answer);
    server.start();
    try {
      run(folder, server);
    } finally {
      server.stop(0);
      delete(folder);
    }
  }

  private static void run(Path folder, HttpServer server) throws IOException {
    Path chart = folder.resolve("chart");
    for (Map.Entry<String, byte[]> file : SampleChart.files().entrySet()) {
      Path path = chart.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Path configuration = folder.resolve("chartbot.yaml");
    Files.writeString(
        configuration,
        "gerrit: {url: 'http://127.0.0.1:%d/'}\ntargets: [{name: t, project: p, branch: master}]\n"
            .formatted(server.getAddress().getPort()));
    String config = configuration.toString();
    run(folder, "update", "--help");
    run(folder, "apply", "--verify", "--chart-dir", chart.toString(), IMAGE);
    run(folder, "update", "--config", config, "--report-dir", folder.toString(), IMAGE);
    run(folder, "status", "--config", config);
  }

  private static void run(Path folder, String... arguments) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    Map<String, String> environment =
        Map.of("HOME", folder.toString(), "GERRIT_USERNAME", "bot", "GERRIT_PASSWORD", "none");
    Main.run(arguments, environment, nowhere, nowhere);
  }

  /** As a Gerrit that has an account, a branch and nothing else: Git is not found there. */
  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String json =
        path.contains("/accounts/self")
            ? "{\"_account_id\": 1, \"username\": \"bot\", \"email\": \"bot@example.com\"}"
            : path.contains("/changes/") ? "[]" : "";
    byte[] body = (")]}'\n" + json).getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(json.isEmpty() ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
