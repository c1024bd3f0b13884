package chartbot.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a chart is rendered.
 *
 * @param values further values, laid over the chart's own in that order
 * @param command the {@code helm} command that renders; empty: the packaged Helm
 * @param kubeVersion the Kubernetes version that templates see
 * @param timeout how long one rendering may take
 * @param memory how many bytes of memory it may use
 */
public record RenderOptions(
    List<Values> values,
    Optional<String> command,
    String kubeVersion,
    Duration timeout,
    long memory) {

  /** The default of {@code verify.kube-version}: a current one. */
  public static final String KUBE_VERSION = "1.35.0";

  /** The default of {@code verify.timeout}. */
  public static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** The default of {@code verify.memory}: 2 GiB. */
  public static final long MEMORY = 2L << 30;

  /**
   * The text of one values file.
   *
   * @param name what messages call it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Values(String name, byte[] text) {}

  public RenderOptions {
    values = List.copyOf(values);
  }

  public static RenderOptions defaults() {
    return new RenderOptions(List.of(), Optional.empty(), KUBE_VERSION, TIMEOUT, MEMORY);
  }
}
