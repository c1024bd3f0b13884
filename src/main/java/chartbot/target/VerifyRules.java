package chartbot.target;

import java.nio.file.Path;
import java.util.List;

/**
 * How the result is verified: the configuration's {@code verify} section.
 *
 * @param valuesFiles extra values files, laid over the chart's own in that order: paths in the
 *     chart, or absolute ones on this machine
 * @param helm which Helm renders, and within which limits
 */
public record VerifyRules(Mode mode, List<String> valuesFiles, HelmRules helm) {

  /** What happens where Helm cannot be loaded, or is not wanted. */
  public enum Mode {
    /** No verification, no update. */
    REQUIRED,
    /** Where no Helm runs on this machine, the update goes on and says so. */
    OPTIONAL,
    /** {@code --no-verify}. */
    OFF
  }

  public VerifyRules {
    valuesFiles = List.copyOf(valuesFiles);
  }

  /** With the packaged Helm and the usual limits. */
  public VerifyRules(Mode mode, List<String> valuesFiles) {
    this(mode, valuesFiles, HelmRules.defaults());
  }

  public VerifyRules withMode(Mode other) {
    return new VerifyRules(other, valuesFiles, helm);
  }

  /** No change is proposed that has not been verified. */
  public static VerifyRules defaults() {
    return new VerifyRules(Mode.REQUIRED, List.of());
  }

  /** Whether a values file is none of the chart. */
  public static boolean isOutsideTheChart(String file) {
    return file.startsWith("./") || file.startsWith("../") || Path.of(file).isAbsolute();
  }
}
