package chartbot.update;

import chartbot.chart.ChartFiles;

/** A chart as one commit holds it. */
public interface Snapshot {

  /** The commit's SHA-1, 40 hex digits. */
  String commit();

  /** The chart's files in that commit. */
  ChartFiles chart();
}
