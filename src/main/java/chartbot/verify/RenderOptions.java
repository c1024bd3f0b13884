package chartbot.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a chart is rendered.
 *
 * @param values further values, laid over the chart's own in that order
 * @param kubeVersion the Kubernetes version that templates see; empty: a current one
 * @param timeout how long one rendering may take
 * @param memory how many bytes of memory it may use
 */
public record RenderOptions(
    List<Values> values, Optional<String> kubeVersion, Duration timeout, long memory) {

  /** The default of {@code verify.timeout}. */
  public static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** The default of {@code verify.memory}: 2 GiB. */
  public static final long MEMORY = 2L << 30;

  /**
   * One values file.
   *
   * @param name what messages call it
   */
  public record Values(String name, byte[] text) {}

  public RenderOptions {
    values = List.copyOf(values);
  }

  public static RenderOptions defaults() {
    return new RenderOptions(List.of(), Optional.empty(), TIMEOUT, MEMORY);
  }
}
