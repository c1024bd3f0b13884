package chartbot.update;

import java.util.List;

/**
 * What verification found.
 *
 * @param performed whether all that the edit brought was rendered and checked; false when it was
 *     off, or optional and impossible, or when the chart does not render, as it did not before
 * @param renderedBefore the rendered manifests of the chart as it was; empty where it did not
 *     render
 * @param renderedAfter the same with the edit
 * @param notes what the person should know
 */
public record Verification(
    boolean performed, String renderedBefore, String renderedAfter, List<String> notes) {

  public Verification {
    notes = List.copyOf(notes);
  }

  /** Nothing was about to be pushed. */
  static Verification notNeeded() {
    return new Verification(false, "", "", List.of());
  }
}
