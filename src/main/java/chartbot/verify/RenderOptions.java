package chartbot.verify;

import chartbot.target.HelmRules;
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
  public static final String KUBE_VERSION = HelmRules.defaults().kubeVersion();

  /** The default of {@code verify.memory}: 2 GiB. */
  public static final long MEMORY = HelmRules.defaults().memory();

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

  /** As the configuration says, with further values. */
  public static RenderOptions of(HelmRules rules, List<Values> values) {
    return new RenderOptions(
        values, rules.command(), rules.kubeVersion(), rules.timeout(), rules.memory());
  }

  /** The same with other values. */
  RenderOptions with(List<Values> other) {
    return new RenderOptions(other, command, kubeVersion, timeout, memory);
  }

  public static RenderOptions defaults() {
    return of(HelmRules.defaults(), List.of());
  }
}
