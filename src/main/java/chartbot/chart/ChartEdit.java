package chartbot.chart;

import java.util.List;

/**
 * What an update makes of a chart.
 *
 * @param files the files that change, values files first; empty when the chart has it all already
 * @param images what happens to each image asked for, in the order asked; those that the chart has
 *     at the tag asked for are in it too, with {@code from} equal to {@code to}
 * @param notes what the person should know: a template kept because a person edited it, ...
 */
public record ChartEdit(List<FileEdit> files, List<ImageChange> images, List<String> notes) {

  public ChartEdit {
    files = List.copyOf(files);
    images = List.copyOf(images);
    notes = List.copyOf(notes);
  }

  public boolean isEmpty() {
    return files.isEmpty();
  }
}
