package chartbot.verify;

import java.util.Optional;

/**
 * What Helm makes of a chart.
 *
 * @param manifests what it prints; empty when it refuses
 * @param refusal its message when it refuses
 */
record Rendering(String manifests, Optional<String> refusal) {

  static Rendering of(String manifests) {
    return new Rendering(manifests, Optional.empty());
  }

  static Rendering refused(String message) {
    return new Rendering("", Optional.of(message));
  }
}
