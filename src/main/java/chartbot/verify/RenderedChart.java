package chartbot.verify;

import java.util.List;
import java.util.Optional;

/**
 * What Helm makes of a chart.
 *
 * @param manifests what it prints, hooks included; empty when it refuses
 * @param refusal its message when it refuses
 * @param absentDependencies names of the dependencies that the repository does not hold, and that
 *     were therefore left out
 * @param notes what else was noticed, for people: a Job with a computed hook key
 */
public record RenderedChart(
    String manifests,
    Optional<String> refusal,
    List<String> absentDependencies,
    List<String> notes) {

  public RenderedChart {
    absentDependencies = List.copyOf(absentDependencies);
    notes = List.copyOf(notes);
  }
}
