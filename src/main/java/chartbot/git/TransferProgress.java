package chartbot.git;

import chartbot.update.Progress;
import org.eclipse.jgit.lib.ProgressMonitor;

/** Passes on how far a fetch or a push is, to somebody who watches. */
final class TransferProgress implements ProgressMonitor {

  private final Progress progress;
  private String task = "";
  private int total;
  private int done;

  TransferProgress(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void start(int totalTasks) {}

  @Override
  public void beginTask(String title, int totalWork) {
    task = title;
    total = totalWork;
    done = 0;
  }

  @Override
  public void update(int completed) {
    done += completed;
    progress.advance(task, done, total);
  }

  @Override
  public void endTask() {}

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void showDuration(boolean enabled) {}
}
