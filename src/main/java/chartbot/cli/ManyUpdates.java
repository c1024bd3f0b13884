package chartbot.cli;

import chartbot.error.ChartbotException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Updates of several targets, those of different projects at the same time: most of the time they
 * wait for the server. They are printed in the order in which they were requested, each as a whole.
 */
final class ManyUpdates {

  /** A server that answers many at once answers none of them soon. */
  private static final int AT_ONCE = 4;

  /** What is asked of one target. */
  record Asked(Target target, UpdateRequest request) {}

  private record Running(Asked asked, FutureTask<UpdateResult> update) {}

  private final Parts parts;
  private final Connection connection;
  private final Console console;

  ManyUpdates(Parts parts, Connection connection, Console console) {
    this.parts = parts;
    this.connection = connection;
    this.console = console;
  }

  /** Every target is attempted, regardless of the others. */
  List<TargetResult> run(List<Asked> asked, UpdateReporter reporter) {
    List<Running> all = asked.stream().map(this::running).toList();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, ManyUpdates::daemon);
    byProject(all).forEach(those -> threads.execute(() -> those.forEach(r -> r.update().run())));
    threads.shutdown();
    List<TargetResult> ended = new ArrayList<>();
    for (Running each : all) {
      reporter.printer().heading(each.asked().target());
      ended.add(reporter.report(each.asked().target(), () -> result(each.update())).asked());
    }
    return ended;
  }

  private Running running(Asked asked) {
    return new Running(asked, new FutureTask<>(() -> update(asked)));
  }

  /** With connections of its own: nothing in them is made for two threads. */
  private UpdateResult update(Asked asked) throws ChartbotException {
    try (Session session =
        parts.session(connection, new NamedProgress(asked.target().name(), console))) {
      return session.update(asked.target(), asked.request());
    }
  }

  /** Targets of one project share its cache, and may wait for each other. */
  private static List<List<Running>> byProject(List<Running> all) {
    Map<String, List<Running>> projects = new LinkedHashMap<>();
    for (Running each : all) {
      projects.computeIfAbsent(each.asked().target().project(), p -> new ArrayList<>()).add(each);
    }
    return List.copyOf(projects.values());
  }

  private static UpdateResult result(FutureTask<UpdateResult> update) throws ChartbotException {
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
