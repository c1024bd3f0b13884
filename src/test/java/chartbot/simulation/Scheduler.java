package chartbot.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads run one at a time: whichever the choices say goes on from one of its calls to the
 * next. Time passes only where everybody who is chosen sleeps.
 */
final class Scheduler {

  /** The process was killed. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** What one process does. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** One process of the simulation. */
  final class Actor {
    final String name;
    private final Work work;
    private final Semaphore turn = new Semaphore(0);
    private boolean begun;
    private boolean done;
    private boolean killed;
    private long wakes;
    private @Nullable Throwable error;

    Actor(String name, Work work) {
      this.name = name;
      this.work = work;
    }

    /** Waits until it is chosen. */
    void pause() {
      if (muted) {
        return;
      }
      scheduler.release();
      turn.acquireUninterruptibly();
      if (killed) {
        killed = false;
        throw new Killed();
      }
    }

    void sleep(Duration time) {
      wakes = now + time.toMillis();
      slept += time.toMillis();
      pause();
    }

    void kill() {
      killed = begun && !done;
    }

    private void play() {
      turn.acquireUninterruptibly();
      try {
        work.run();
      } catch (Throwable e) {
        error = e;
      }
      done = true;
      scheduler.release();
    }
  }

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "simulated");
            thread.setDaemon(true);
            return thread;
          });

  private final Semaphore scheduler = new Semaphore(0);
  private final List<Actor> processes = new ArrayList<>();
  private final Choices choices;
  private final boolean muted;
  long now;
  long slept;

  Scheduler(Choices choices) {
    this.choices = choices;
    this.muted = false;
  }

  Actor add(String name, Work work) {
    Actor process = new Actor(name, work);
    processes.add(process);
    return process;
  }

  List<Actor> running() {
    return processes.stream().filter(process -> !process.done).toList();
  }

  /** Until every process is done. */
  void run(int most) throws Throwable {
    int steps = 0;
    for (List<Actor> ready = running(); !ready.isEmpty(); ready = running()) {
      Actor chosen = ready.get(choices.next(ready.size()));
      now = Math.max(now, chosen.wakes);
      if (!chosen.begun) {
        chosen.begun = true;
        THREADS.execute(chosen::play);
      }
      chosen.turn.release();
      scheduler.acquireUninterruptibly();
      if (chosen.error != null) {
        throw chosen.error;
      }
      if (++steps > most) {
        throw new AssertionError("no end after " + most + " steps");
      }
    }
  }
}
