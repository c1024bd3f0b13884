package chartbot.chart;

import chartbot.error.UserException;

/** Writes the Helm template of a model image's Job; implemented with Handlebars. */
public interface JobTemplates {

  /**
   * Identifies the text that {@link #render} would give without rendering it: a digest of the
   * Handlebars template and of everything that goes into it.
   */
  String fingerprint(JobImage image, JobSettings settings) throws UserException;

  /** The Helm template's text, LF line ends, final newline, without the generated-file mark. */
  String render(JobImage image, JobSettings settings) throws UserException;
}
