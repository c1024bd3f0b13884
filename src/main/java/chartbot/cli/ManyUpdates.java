package chartbot.cli;

import chartbot.error.ChartbotException;
import chartbot.target.Target;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Updates of several targets at the same time: mostly they wait for the server. The branches of a
 * project are fetched at once. Results are reported in the order in which they were asked for, each
 * whole.
 */
final class ManyUpdates {

  /** A server that answers many at once answers none of them soon. */
  private static final int AT_ONCE = 4;

  private final Session session;
  private final NamedProgress progress;

  /**
   * @param progress also the session's
   */
  ManyUpdates(Session session, NamedProgress progress) {
    this.session = session;
    this.progress = progress;
  }

  /** Every target is attempted, regardless of the others. */
  List<TargetResult> run(List<Asked> asked, UpdateReporter reporter) {
    Targets.fetch(
        session, asked.stream().filter(Asked::isTaken).map(Asked::target).toList(), progress);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, ManyUpdates::daemon);
    List<Future<UpdateResult>> updates =
        asked.stream().map(each -> threads.submit(() -> update(each))).toList();
    threads.shutdown();
    List<TargetResult> ended = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      Target target = asked.get(i).target();
      Future<UpdateResult> update = updates.get(i);
      reporter.printer().heading(target);
      ended.add(reporter.report(target, () -> result(update)).asked());
    }
    return ended;
  }

  private UpdateResult update(Asked asked) throws Exception {
    return progress.about(asked.target().name(), () -> asked.result(session));
  }

  private static UpdateResult result(Future<UpdateResult> update) throws ChartbotException {
    try {
      return update.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ChartbotException failure) {
        throw failure;
      }
      throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "chartbot-target");
    thread.setDaemon(true);
    return thread;
  }
}
