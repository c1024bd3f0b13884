package chartbot.verify;

import chartbot.chart.ChartFiles;
import chartbot.error.EnvironmentException;
import chartbot.error.VerificationException;

/** Renders whole charts as Helm does, where a template reaches nothing and can be killed. */
public interface Helm {

  /** Starts, in the background, what takes time to start; never fails. */
  void prepare(RenderOptions options);

  /**
   * Which Helm renders, for people: {@code Helm 3.17.3 (packaged)}.
   *
   * @throws EnvironmentException when no Helm runs on this machine
   */
  String version(RenderOptions options) throws EnvironmentException;

  /**
   * Renders the chart as Helm loads it, hooks included. Several threads may render at once.
   *
   * @param chart every file of the chart, symbolic links already followed
   * @throws VerificationException when a limit was reached or Helm crashed; names the limit
   * @throws EnvironmentException when no Helm runs on this machine
   */
  RenderedChart render(ChartFiles chart, RenderOptions options)
      throws VerificationException, EnvironmentException;
}
