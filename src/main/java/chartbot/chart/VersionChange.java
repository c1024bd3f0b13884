package chartbot.chart;

/** A chart's version before and after an update. */
public record VersionChange(String from, String to) {}
