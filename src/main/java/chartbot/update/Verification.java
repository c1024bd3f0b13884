package chartbot.update;

import chartbot.chart.FileEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What verification found.
 *
 * @param verified how much was rendered and judged
 * @param renderedBefore the rendered manifests of the chart as it was; empty where it did not
 *     render
 * @param renderedAfter the same with the edit
 * @param notes what the person should know
 */
public record Verification(
    Verified verified, String renderedBefore, String renderedAfter, List<String> notes) {

  public Verification {
    notes = List.copyOf(notes);
  }

  /** What changes in the rendered manifests, as one file; none where nothing does. */
  public List<FileEdit> renderedFiles() {
    return renderedBefore.equals(renderedAfter)
        ? List.of()
        : List.of(
            new FileEdit(
                "rendered manifests",
                Optional.of(renderedBefore.getBytes(StandardCharsets.UTF_8)),
                renderedAfter.getBytes(StandardCharsets.UTF_8)));
  }

  /** Nothing was about to be pushed. */
  public static Verification notNeeded() {
    return new Verification(Verified.NONE, "", "", List.of());
  }
}
