package chartbot.report;

import java.util.List;

/** Shows how a run ended as one self-contained HTML page; implemented with Handlebars. */
public interface ReportPage {

  /**
   * The whole page.
   *
   * @param finished when the run ended, as people read it
   * @param failure what stopped the run before any target was tried; empty where nothing did
   */
  String html(List<TargetReport> targets, String finished, String failure);
}
