package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.ImageRules;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.error.VerificationException;
import chartbot.target.VerifyRules;

/** Proves that Helm and Kubernetes accept a chart after an edit. */
public interface ChartVerifier {

  /**
   * Renders the chart before and after the edit and checks what the edit brought.
   *
   * @throws UserException when the rules name a values file that the chart does not have
   * @throws VerificationException when Helm or Kubernetes would refuse the result
   * @throws EnvironmentException when verification is required and Helm cannot be loaded
   */
  Verification verify(ChartFiles before, ChartEdit edit, ImageRules images, VerifyRules rules)
      throws UserException, VerificationException, EnvironmentException;
}
