package chartbot.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A proxy before Gerrit that counts requests, and interferes with pushes on their way. */
final class PushProxy implements AutoCloseable {

  private static final String PUSH = "/git-receive-pack HTTP/1.1";

  private static final Pattern GIT =
      Pattern.compile("^(GET|POST) \\S+[/=](git-(?:upload|receive)-pack) HTTP/1.1");

  private final ServerSocket server;
  private final URI gerrit;
  private final AtomicInteger cutsLeft;
  private final CountDownLatch gathered;
  private final List<String> gitRequests = new CopyOnWriteArrayList<>();

  private PushProxy(URI gerrit, int cuts, int together) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.gerrit = gerrit;
    this.cutsLeft = new AtomicInteger(cuts);
    this.gathered = new CountDownLatch(together);
    daemon(this::accept);
  }

  /** Only looks on. */
  static PushProxy counting(URI gerrit) throws IOException {
    return new PushProxy(gerrit, 0, 0);
  }

  /** Cuts connections: the packs of so many pushes go through, the answers do not come back. */
  static PushProxy cutting(URI gerrit, int cuts) throws IOException {
    return new PushProxy(gerrit, cuts, 0);
  }

  /** Holds the first pushes back until there are so many, and lets them go at the same moment. */
  static PushProxy gathering(URI gerrit, int together) throws IOException {
    return new PushProxy(gerrit, 0, together);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
  }

  /** What was asked of Git since the last call, in order: "GET git-upload-pack". */
  List<String> gitRequests() {
    List<String> requests = List.copyOf(gitRequests);
    gitRequests.clear();
    return requests;
  }

  int cutsLeft() {
    return cutsLeft.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket upstream = new Socket(gerrit.getHost(), gerrit.getPort());
        boolean[] cut = {false};
        daemon(() -> requests(client, upstream, cut));
        daemon(() -> answers(client, upstream, cut));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void requests(Socket client, Socket upstream, boolean[] cut) {
    try (InputStream in = client.getInputStream();
        OutputStream out = upstream.getOutputStream()) {
      byte[] buffer = new byte[65536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        String text = new String(buffer, 0, read, ISO_8859_1);
        Matcher git = GIT.matcher(text);
        if (git.find()) {
          gitRequests.add(git.group(1) + " " + git.group(2));
        }
        if (text.contains(PUSH)) {
          cut[0] = cutsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          gathered.countDown();
          gathered.await();
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException | InterruptedException cutOff) {
      // Either side has gone.
    }
  }

  private static void answers(Socket client, Socket upstream, boolean[] cut) {
    try (client;
        upstream;
        InputStream in = upstream.getInputStream();
        OutputStream out = client.getOutputStream()) {
      byte[] buffer = new byte[65536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (cut[0]) {
          // Gerrit begins to answer once it is done; the answer is lost.
          return;
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException cutOff) {
      // Either side has gone.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cut-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
