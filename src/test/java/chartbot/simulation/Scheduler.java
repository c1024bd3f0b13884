package chartbot.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads run one at a time: whichever the choices say goes on from one of its calls to the
 * next. Time passes only where everybody who is chosen sleeps. A thread that is chosen again goes
 * on without a switch of threads.
 */
final class Scheduler {

  /** The process was killed. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** The history is over, because another process failed. */
  private static final class Aborted extends Error {
    private static final long serialVersionUID = 1L;

    Aborted() {
      super("aborted", null, false, false);
    }
  }

  /** What one process does. */
  @FunctionalInterface
  interface Work {
    void run(Actor self) throws Exception;
  }

  /** One process of the simulation. */
  final class Actor implements SimulatedPorts.Caller {
    private final String name;
    private final Work work;
    private final Semaphore turn = new Semaphore(0);
    private boolean begun;
    private boolean killed;
    private long wakes;

    Actor(String name, Work work) {
      this.name = name;
      this.work = work;
    }

    @Override
    public String name() {
      return name;
    }

    /** Waits until it is chosen. */
    @Override
    public void pause() {
      Actor next = choose();
      if (next != this) {
        next.goOn();
        turn.acquireUninterruptibly();
      }
      if (aborted) {
        throw new Aborted();
      }
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
      killed = begun;
    }

    private void goOn() {
      if (begun) {
        turn.release();
      } else {
        begun = true;
        THREADS.execute(this::play);
      }
    }

    private void play() {
      try {
        work.run(this);
        running.remove(this);
        if (!running.isEmpty()) {
          choose().goOn();
          return;
        }
      } catch (Throwable e) {
        running.remove(this);
        error = error == null ? e : error;
      }
      ended.release();
    }
  }

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "simulated");
            thread.setDaemon(true);
            return thread;
          });

  private final Semaphore ended = new Semaphore(0);
  private final List<Actor> running = new ArrayList<>();
  private final Choices choices;

  /** Whether whoever wakes first goes on, and not whoever the choices say. */
  boolean byTime;

  private boolean aborted;
  private @Nullable Throwable error;
  private int steps;
  private int most;
  long now;
  long slept;

  Scheduler(Choices choices) {
    this.choices = choices;
  }

  Actor add(String name, Work work) {
    Actor process = new Actor(name, work);
    running.add(process);
    return process;
  }

  List<Actor> running() {
    return running;
  }

  private Actor choose() {
    if (++steps > most) {
      throw new AssertionError("no end after " + most + " steps");
    }
    Actor chosen =
        byTime
            ? Collections.min(running, Comparator.comparing(actor -> actor.wakes))
            : running.get(choices.next(running.size()));
    now = Math.max(now, chosen.wakes);
    return chosen;
  }

  /** Until every process is done. */
  void run(int mostSteps) throws Throwable {
    steps = 0;
    most = mostSteps;
    choose().goOn();
    ended.acquireUninterruptibly();
    if (error != null) {
      aborted = true;
      for (Actor process : List.copyOf(running)) {
        if (process.begun) {
          process.turn.release();
          ended.acquireUninterruptibly();
        }
      }
      throw error;
    }
  }
}
