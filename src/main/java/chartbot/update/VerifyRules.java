package chartbot.update;

import java.util.List;

/**
 * How the result is verified: the configuration's {@code verify} section.
 *
 * @param valuesFiles extra values files of the chart, laid over its own in that order
 */
public record VerifyRules(Mode mode, List<String> valuesFiles) {

  /** What happens where Helm cannot be loaded, or is not wanted. */
  public enum Mode {
    /** No verification, no update. */
    REQUIRED,
    /** Where Helm's native library cannot load, the update goes on and says so. */
    OPTIONAL,
    /** {@code --no-verify}. */
    OFF
  }

  public VerifyRules {
    valuesFiles = List.copyOf(valuesFiles);
  }
}
