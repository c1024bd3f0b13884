package chartbot.cli;

import chartbot.update.Progress;
import java.util.concurrent.Callable;

/** What goes on with several targets at a time, each line with the name of its target. */
final class NamedProgress implements Progress {

  private final Progress progress;
  private final ThreadLocal<String> prefix = ThreadLocal.withInitial(() -> "");

  NamedProgress(Progress progress) {
    this.progress = progress;
  }

  /** Does work whose lines are about a target. */
  <T> T about(String target, Callable<T> work) throws Exception {
    prefix.set(target + ": ");
    try {
      return work.call();
    } finally {
      prefix.remove();
    }
  }

  @Override
  public boolean isWatched() {
    return prefix.get().isEmpty() && progress.isWatched(); // one live line is for one target
  }

  @Override
  public void advance(String what, int done, int total) {
    progress.advance(what, done, total);
  }

  @Override
  public void step(String what) {
    progress.step(prefix.get() + what);
  }

  @Override
  public void warn(String what) {
    progress.warn(prefix.get() + what);
  }

  @Override
  public void trace(String what) {
    progress.trace(prefix.get() + what);
  }
}
