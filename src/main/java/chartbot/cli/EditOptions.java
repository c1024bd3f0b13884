package chartbot.cli;

import chartbot.chart.EditRequest.IfMissing;
import picocli.CommandLine.Option;

/** How a chart is edited. */
final class EditOptions {

  @Option(
      names = "--if-missing",
      paramLabel = "add|skip|fail",
      description =
          "What to do about an image that the chart does not have. Default: add it, unless the"
              + " chart seems to have it in another shape or place; 'add' adds it even then.")
  private IfMissing ifMissing = IfMissing.ADD_IF_NEW;

  @Option(names = "--no-job", description = "Write neither Job section nor Job template.")
  private boolean withoutJob;

  @Option(
      names = "--overwrite-template",
      description = "Replace a Job template even where a person has edited it.")
  private boolean overwriteTemplate;

  IfMissing ifMissing() {
    return ifMissing;
  }

  boolean withJob() {
    return !withoutJob;
  }

  boolean overwriteTemplate() {
    return overwriteTemplate;
  }
}
