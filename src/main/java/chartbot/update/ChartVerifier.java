package chartbot.update;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.Deployments;
import chartbot.chart.ImageRules;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.error.VerificationException;
import chartbot.target.VerifyRules;

/** Proves that Helm and Kubernetes accept a chart after an edit. */
public interface ChartVerifier {

  /** Asks Helm what a chart deploys, with the values that the rules name. */
  Deployments deployments(ImageRules images, VerifyRules rules);

  /**
   * Renders a chart as it is and checks all of it.
   *
   * @throws UserException when the rules name a values file that the chart does not have
   * @throws VerificationException when Helm does not render it, or Kubernetes would refuse it
   * @throws EnvironmentException when verification is required and no Helm runs here
   */
  Verification examine(ChartFiles chart, ImageRules images, VerifyRules rules)
      throws UserException, VerificationException, EnvironmentException;

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
