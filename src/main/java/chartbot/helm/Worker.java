package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.helm.WorkerResponse.Kind;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * The main class of the process in which Helm renders. It reads requests from standard input,
 * answers on standard output, and ends with all that it started when its input ends: that of a
 * parent that was killed ends, too.
 */
public final class Worker {

  static final int MOST_OUTPUT = 64 << 20;
  static final File NOTHING = new File("/dev/null");

  /** Held while a process is started: none may be missed when all are ended. */
  static final Object STARTING = new Object();

  private static final int CRASHED = 2;

  private final WorkerFolder folder;
  private final DataOutputStream out;

  private Worker(WorkerFolder folder, DataOutputStream out) {
    this.folder = folder;
    this.out = out;
  }

  /**
   * Runs until standard input ends.
   *
   * @param arguments the worker's folder, and the {@code helm} command or else the folder in which
   *     the packaged Helm is kept unpacked, behind a word that says which
   */
  public static void main(String[] arguments) {
    WorkerFolder folder = new WorkerFolder(Path.of(arguments[0]));
    Worker worker =
        new Worker(
            folder,
            new DataOutputStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))));
    BlockingQueue<WorkerRequest> requests = new LinkedBlockingQueue<>();
    Thread renderer =
        new Thread(() -> worker.serve(arguments[1], arguments[2], requests), "renderer");
    renderer.setDaemon(true);
    renderer.start();
    try (DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in))) {
      while (true) {
        requests.add(WorkerRequest.read(in));
      }
    } catch (IOException end) {
      worker.end();
    }
  }

  /** Ends everything at once: Helm may be rendering, and nobody waits for it. */
  private void end() {
    synchronized (STARTING) {
      endAll(ProcessHandle.current());
      folder.delete();
      Runtime.getRuntime().halt(0);
    }
  }

  /** The arguments of {@link #main}. */
  static List<String> arguments(Path folder, WorkerSettings settings) {
    return settings
        .command()
        .map(command -> List.of(folder.toString(), "command", command))
        .orElseGet(() -> List.of(folder.toString(), "packaged", settings.cache().toString()));
  }

  private void serve(String which, String where, BlockingQueue<WorkerRequest> requests) {
    try {
      Engine helm = start(which, where);
      while (true) {
        helm.render(requests.take()).write(out);
      }
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      // A process that could not answer one request answers none.
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8).println(e);
      Runtime.getRuntime().halt(CRASHED);
    }
  }

  private Engine start(String which, String where) throws IOException {
    Engine helm;
    try {
      if (which.equals("command")) {
        helm = new HelmCommand(where);
      } else {
        EmptyCluster.start(folder.home());
        helm = PackagedHelm.load(HelmLibrary.unpacked(Path.of(where), folder.temporary()));
      }
      new WorkerResponse(Kind.READY, helm.version()).write(out);
      return helm;
    } catch (IOException | UnsatisfiedLinkError e) {
      new WorkerResponse(Kind.UNFIT, String.valueOf(e.getMessage())).write(out);
      throw e;
    }
  }

  /** Ends what a process has started, and what that has started. */
  static void endAll(ProcessHandle process) {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** The first bytes of a stream, that is read to its end, or to where it is closed. */
  static String firstBytes(InputStream in, int most) {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 << 10];
    try (in) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        first.write(buffer, 0, Math.min(read, most - first.size()));
      }
    } catch (IOException closed) {
      return first.toString(UTF_8);
    }
    return first.toString(UTF_8);
  }
}
