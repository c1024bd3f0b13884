package chartbot.chart;

import java.util.List;
import java.util.Set;

/**
 * What an update makes of a chart's values files.
 *
 * @param files the values files that change, in the order of the configuration
 * @param images what happens to each image that the chart has or gains, in the order asked
 * @param jobs the images that need a Job template
 * @param names of all images that the values files have by now
 * @param notes what the person should know: images that were skipped, ...
 */
record ValuesEdit(
    List<FileEdit> files,
    List<ImageChange> images,
    List<JobImage> jobs,
    Set<String> names,
    List<String> notes) {}
