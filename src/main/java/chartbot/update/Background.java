package chartbot.update;

import chartbot.error.ChartbotException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A piece of work that goes on while the caller does something else. */
public final class Background<T> {

  private final FutureTask<T> task;

  private Background(FutureTask<T> task) {
    this.task = task;
  }

  /** Starts the work on a thread of its own that does not keep the process alive. */
  public static <T> Background<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "chartbot-background");
    thread.setDaemon(true);
    thread.start();
    return new Background<>(task);
  }

  /** Starts more work that begins when this is done, unless this fails. */
  <R> Background<R> then(Callable<R> work) {
    return start(
        () -> {
          get();
          return work.call();
        });
  }

  /** Waits for the work; what it threw is thrown here. */
  public T get() throws ChartbotException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ChartbotException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
