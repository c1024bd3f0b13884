package chartbot.cli;

import chartbot.error.EnvironmentException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the run leaves what machines and browsers read. */
final class ReportOptions {

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "Write report.json, report.html and artifact.properties there.")
  private @Nullable Path folder;

  void write(List<TargetResult> ended, Parts parts, Console console) throws EnvironmentException {
    if (folder != null) {
      new Reports(folder, parts, console).write(ended);
    }
  }

  void writeBeforeWait(List<TargetResult> ended, Parts parts, Console console)
      throws EnvironmentException {
    if (folder != null) {
      new Reports(folder, parts, console).writeBeforeWait(ended);
    }
  }
}
