package chartbot.chart;

/** Which part of a chart's version goes up with each change: {@code chart-version.bump}. */
public enum VersionBump {
  /** The version is none of the bot's business. */
  NONE,
  PATCH,
  MINOR,
  MAJOR,
  /** The number that ends the version, as in {@code 1.2.3-4} and {@code 1.2.3+4}. */
  BUILD
}
