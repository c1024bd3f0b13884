package chartbot.chart;

import java.util.Optional;

/**
 * One file before and after an update; of a YAML file it is proved that nothing else changes.
 *
 * @param path relative to the chart's folder
 * @param before empty for a file that the update creates
 */
@SuppressWarnings("ArrayRecordComponent") // carried from reader to writer, never compared
public record FileEdit(String path, Optional<byte[]> before, byte[] after) {}
