package chartbot.sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process and the folder it works in; both are gone after {@link #close}, and when this JVM ends
 * first, by Ctrl-C for example.
 */
final class ChildProcess implements AutoCloseable {

  private static final Duration KILLED = Duration.ofSeconds(10);

  private final Path folder;
  private final Duration grace;
  private final Thread hook;
  private @Nullable Process process;
  private boolean closed;

  private ChildProcess(Path folder, Duration grace) {
    this.folder = folder;
    this.grace = grace;
    this.hook = new Thread(this::end, "ends the child process in " + folder.getFileName());
  }

  /**
   * Takes charge of a folder before there is anything in it.
   *
   * @param grace how long the process may take to end by itself once its standard input is closed
   */
  static ChildProcess in(Path folder, Duration grace) {
    ChildProcess child = new ChildProcess(folder, grace);
    Runtime.getRuntime().addShutdownHook(child.hook);
    return child;
  }

  /** Fills the folder; an end of this JVM waits for it, so that nothing is written afterwards. */
  synchronized void fill(FolderAction action) throws IOException {
    if (!closed) {
      action.run(folder);
    }
  }

  /** Starts the process; at most once. */
  synchronized Process start(ProcessBuilder command) throws IOException {
    if (closed) {
      throw new IOException("shutting down");
    }
    Process started = command.start();
    process = started;
    return started;
  }

  /** Runs a command to its end and returns its exit code. */
  int run(ProcessBuilder command) throws IOException {
    Process running = start(command);
    running.getOutputStream().close();
    try {
      return running.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** The folder it works in. */
  Path folder() {
    return folder;
  }

  /** Whether its end was wanted. */
  synchronized boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook has run or runs now, and finds nothing left to do.
    }
  }

  private synchronized void end() {
    if (closed) {
      return;
    }
    closed = true;
    if (process != null) {
      stop(process);
    }
    Trees.delete(folder);
  }

  private void stop(Process running) {
    try {
      running.getOutputStream().close();
    } catch (IOException e) {
      // It has gone already.
    }
    try {
      if (!running.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly().waitFor(KILLED.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Something that writes into a folder. */
  @FunctionalInterface
  interface FolderAction {

    /** Writes into the folder. */
    void run(Path folder) throws IOException;
  }
}
