package chartbot.helm;

import chartbot.error.EnvironmentException;
import chartbot.helm.WorkerResponse.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Workers, few at a time. All end when these are closed, or with this process. */
final class Workers implements AutoCloseable {

  /** A worker takes about 130 MiB; more of them than processors bring nothing. */
  private static final int MOST =
      Math.min(4, Math.max(2, Runtime.getRuntime().availableProcessors()));

  private final Map<WorkerSettings, Deque<CompletableFuture<Ready>>> idle = new HashMap<>();
  private final Set<WorkerProcess> running = new HashSet<>();
  private final Semaphore places = new Semaphore(MOST);
  private final Thread endWithProcess =
      new Thread(
          () -> {
            processEnds = true;
            endAll();
          });
  private volatile boolean processEnds;
  private boolean started;
  private boolean closed;

  /** A worker that can render, and the version of its Helm. */
  record Ready(WorkerSettings settings, WorkerProcess process, String version) {}

  /** Why a worker did not start. */
  private static final class NotStarted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient WorkerResponse answer;

    NotStarted(WorkerResponse answer) {
      super(answer.text());
      this.answer = answer;
    }
  }

  /** Starts one in the background, unless there is one. */
  synchronized void prepare(WorkerSettings settings) {
    Deque<CompletableFuture<Ready>> ready = idle.computeIfAbsent(settings, s -> new ArrayDeque<>());
    if (ready.isEmpty()) {
      CompletableFuture<Ready> starting = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try {
                  starting.complete(start(settings));
                } catch (RuntimeException e) {
                  starting.completeExceptionally(e);
                }
              },
              "helm");
      thread.setDaemon(true);
      thread.start();
      ready.add(starting);
    }
  }

  /**
   * An idle one, or else a new one.
   *
   * @throws EnvironmentException when no Helm runs on this machine
   */
  Ready take(WorkerSettings settings) throws EnvironmentException {
    places.acquireUninterruptibly();
    boolean taken = false;
    try {
      Ready worker = takePlaced(settings);
      taken = true;
      return worker;
    } finally {
      if (!taken) {
        places.release();
        staySilentWhereTheProcessEnds();
      }
    }
  }

  private Ready takePlaced(WorkerSettings settings) throws EnvironmentException {
    try {
      CompletableFuture<Ready> next;
      while ((next = nextIdle(settings)) != null) {
        Ready worker = next.join();
        if (worker.process().isAlive()) {
          return worker;
        }
        worker.process().kill(); // the system has ended it, for want of memory perhaps
        ended(worker);
      }
      return start(settings);
    } catch (CompletionException e) {
      if (e.getCause() instanceof NotStarted cause) {
        throw cannotStart(settings, cause.answer);
      }
      throw e;
    } catch (NotStarted e) {
      throw cannotStart(settings, e.answer);
    }
  }

  private synchronized @Nullable CompletableFuture<Ready> nextIdle(WorkerSettings settings) {
    Deque<CompletableFuture<Ready>> ready = idle.get(settings);
    return ready == null ? null : ready.poll();
  }

  /** Ends the use of one; it is used again if it is still alive. */
  void giveBack(Ready worker) {
    places.release();
    staySilentWhereTheProcessEnds();
    keep(worker);
  }

  /** A signal ends the worker and this process at once: nobody is to blame the worker for it. */
  private void staySilentWhereTheProcessEnds() {
    while (processEnds) {
      LockSupport.park(this);
    }
  }

  private synchronized void keep(Ready worker) {
    if (worker.process().isAlive()) {
      idle.computeIfAbsent(worker.settings(), s -> new ArrayDeque<>())
          .add(CompletableFuture.completedFuture(worker));
    } else {
      ended(worker);
    }
  }

  private synchronized void ended(Ready worker) {
    running.remove(worker.process());
  }

  private Ready start(WorkerSettings settings) {
    WorkerProcess process;
    try {
      synchronized (this) {
        if (closed) {
          throw new IllegalStateException("the run has ended");
        }
        if (!started) {
          Runtime.getRuntime().addShutdownHook(endWithProcess);
          started = true;
        }
        process = WorkerProcess.start(settings, Path.of(System.getProperty("java.io.tmpdir")));
        running.add(process);
      }
    } catch (IOException | IllegalStateException e) { // the latter: this process is ending
      throw new NotStarted(new WorkerResponse(Kind.UNFIT, String.valueOf(e.getMessage())));
    }
    process.folder().deleteAbandoned();
    WorkerResponse answer = process.started();
    if (answer.kind() != Kind.READY) {
      process.kill();
      throw new NotStarted(answer);
    }
    return new Ready(settings, process, answer.text());
  }

  @Override
  public synchronized void close() {
    closed = true;
    endAll();
    if (started) {
      try {
        Runtime.getRuntime().removeShutdownHook(endWithProcess);
      } catch (IllegalStateException e) { // this process is ending: it does the same
        return;
      }
    }
  }

  private synchronized void endAll() {
    running.forEach(WorkerProcess::kill);
    running.clear();
  }

  static EnvironmentException cannotStart(WorkerSettings settings, WorkerResponse answer) {
    if (settings.command().isPresent()) {
      return EnvironmentException.permanent(
          "verify.helm: " + Crash.firstLine(answer.text()),
          "name a helm command of version 3.17 or later",
          null);
    }
    return EnvironmentException.permanent(
        "the packaged Helm does not run on "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ": "
            + Crash.firstLine(answer.text()),
        "set verify.helm to the path of a helm command, or verify.mode to optional to go on without"
            + " verification",
        null);
  }
}
