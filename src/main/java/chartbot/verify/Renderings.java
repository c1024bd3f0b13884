package chartbot.verify;

import chartbot.chart.ChartFiles;
import chartbot.error.EnvironmentException;
import chartbot.error.VerificationException;
import chartbot.verify.RenderedObject.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Renders charts with the same Helm, the same values and the same limits. */
final class Renderings {

  private final Helm helm;
  private final RenderOptions options;
  private final ValuesLayers layers;

  /** One chart before and after an edit. */
  record Pair(ChartRendering before, ChartRendering after) {}

  /**
   * @param options all but the values
   */
  Renderings(Helm helm, RenderOptions options, ValuesLayers layers) {
    this.helm = helm;
    this.options = options;
    this.layers = layers;
  }

  String kubeVersion() {
    return options.kubeVersion();
  }

  /** What is laid over the chart's values.yaml. */
  List<RenderOptions.Values> values(ChartFiles chart) {
    return layers.in(chart);
  }

  /** All values in the order in which Helm lays them over each other. */
  List<RenderOptions.Values> layers(ChartFiles chart) {
    List<RenderOptions.Values> all = new ArrayList<>();
    chart
        .read("values.yaml")
        .ifPresent(text -> all.add(new RenderOptions.Values("values.yaml", text)));
    all.addAll(values(chart));
    return all;
  }

  ChartRendering one(ChartFiles chart, Set<String> own, List<RenderOptions.Values> more)
      throws VerificationException, EnvironmentException {
    List<RenderOptions.Values> values = new ArrayList<>(values(chart));
    values.addAll(more);
    return ChartRendering.of(chart, own, helm, options.with(values));
  }

  /** Two charts at the same time. */
  Pair both(ChartFiles before, ChartFiles after, Set<String> own)
      throws VerificationException, EnvironmentException {
    FutureTask<ChartRendering> task = new FutureTask<>(() -> one(before, own, List.of()));
    Thread thread = new Thread(task, "helm-before");
    thread.setDaemon(true);
    thread.start();
    ChartRendering now = one(after, own, List.of());
    try {
      return new Pair(task.get(), now);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EnvironmentException.temporary("interrupted while Helm was rendering", "retry", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof VerificationException refused) {
        throw refused;
      }
      if (cause instanceof EnvironmentException environment) {
        throw environment;
      }
      throw cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
    }
  }

  /** The objects that come out otherwise when the same chart is rendered once more. */
  Set<ObjectId> random(ChartFiles chart, ChartRendering rendering)
      throws VerificationException, EnvironmentException {
    ChartRendering again = one(chart, Set.of(), List.of());
    return new Differences(rendering.objects(), again.objects()).all();
  }
}
