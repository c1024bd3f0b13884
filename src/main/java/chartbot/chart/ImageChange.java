package chartbot.chart;

import java.util.Optional;

/**
 * What an update does to one image.
 *
 * @param from the tag that the chart has now; empty for an image that is added
 * @param to the tag asked for
 */
public record ImageChange(String name, Optional<String> from, String to) {}
