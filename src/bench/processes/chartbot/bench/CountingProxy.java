package chartbot.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Passes everything on and counts what is asked, by its request lines. */
final class CountingProxy implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private static final Pattern REQUEST =
      Pattern.compile("(?:GET|POST|PUT|DELETE) (\\S+) HTTP/1\\.1");
  private static final Pattern GIT = Pattern.compile("/info/refs\\b|/git-(?:upload|receive)-pack$");

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final URI server;

  CountingProxy(URI server) throws IOException {
    this.server = server;
    daemon(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  void reset() {
    requests.clear();
  }

  long all() {
    return requests.size();
  }

  long pushes() {
    return requests.stream().filter(path -> path.endsWith("/git-receive-pack")).count();
  }

  long rest() {
    return requests.stream().filter(path -> !GIT.matcher(path).find()).count();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Socket upstream = new Socket(server.getHost(), server.getPort());
        daemon(() -> copy(client, upstream, true));
        daemon(() -> copy(upstream, client, false));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void copy(Socket from, Socket to, boolean isRequest) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[65_536];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (isRequest) {
          REQUEST
              .matcher(new String(buffer, 0, n, UTF_8))
              .results()
              .forEach(line -> requests.add(line.group(1)));
        }
        out.write(buffer, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // One side has closed: so does the other.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
