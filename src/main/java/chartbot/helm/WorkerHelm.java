package chartbot.helm;

import chartbot.chart.ChartFiles;
import chartbot.error.EnvironmentException;
import chartbot.error.VerificationException;
import chartbot.verify.Helm;
import chartbot.verify.RenderOptions;
import chartbot.verify.RenderedChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Renders in workers: one for each rendering at the same time, used again for the next. */
public final class WorkerHelm implements Helm, AutoCloseable {

  private final Path cache;
  private final String searchPath;
  private final Workers workers = new Workers();

  /**
   * Starts nothing yet.
   *
   * @param cache folder that outlives the run, where the packaged Helm is kept unpacked
   * @param searchPath the variable PATH, the only one that the worker gets
   */
  public WorkerHelm(Path cache, String searchPath) {
    this.cache = cache.toAbsolutePath();
    this.searchPath = searchPath;
  }

  @Override
  public void prepare(RenderOptions options) {
    workers.prepare(settings(options));
  }

  @Override
  public String version(RenderOptions options) throws EnvironmentException {
    Workers.Ready worker = workers.take(settings(options));
    workers.giveBack(worker);
    String version = "Helm " + worker.version().replaceFirst("^v", "");
    return version + options.command().map(command -> " (" + command + ")").orElse(" (packaged)");
  }

  @Override
  public RenderedChart render(ChartFiles chart, RenderOptions options)
      throws VerificationException, EnvironmentException {
    try {
      return renderWhole(chart, options);
    } catch (LimitException limit) {
      Optional<String> template = new LimitSearch(chart, options, this::renderWhole).template();
      throw template.map(limit::in).orElse(limit);
    }
  }

  private RenderedChart renderWhole(ChartFiles chart, RenderOptions options)
      throws VerificationException, EnvironmentException {
    Workers.Ready worker = workers.take(settings(options));
    try {
      return new Rendering(worker.process(), chart, options).run();
    } catch (IOException e) {
      throw EnvironmentException.permanent(
          "cannot write the chart to a temporary folder: " + e.getMessage(),
          "check free disk space and permissions of " + System.getProperty("java.io.tmpdir"),
          e);
    } finally {
      workers.giveBack(worker);
    }
  }

  /** Ends the workers. */
  @Override
  public void close() {
    workers.close();
  }

  private WorkerSettings settings(RenderOptions options) {
    return new WorkerSettings(options.command(), options.memory(), cache, searchPath);
  }
}
