package chartbot.target;

import java.time.Duration;
import java.util.Optional;

/**
 * Which Helm renders charts, and within which limits.
 *
 * @param command the {@code helm} command: an absolute path, or a name that is found on the PATH;
 *     empty: the packaged Helm
 * @param kubeVersion the Kubernetes version that templates see
 * @param timeout how long one rendering may take
 * @param memory how many bytes of memory it may use
 */
public record HelmRules(
    Optional<String> command, String kubeVersion, Duration timeout, long memory) {

  public static HelmRules defaults() {
    return new HelmRules(Optional.empty(), "1.35.0", Duration.ofSeconds(60), 2L << 30);
  }
}
