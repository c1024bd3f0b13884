package chartbot.cli;

import chartbot.failure.EnvironmentException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the run leaves what machines and browsers read. */
final class ReportOptions {

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "Writes report.json, report.html and artifact.properties there.")
  private Optional<Path> directory = Optional.empty();

  void write(List<Ended> ended, Parts parts, Console console) throws EnvironmentException {
    if (directory.isPresent() && !ended.isEmpty()) {
      new Reports(parts, console).write(directory.get(), ended);
    }
  }
}
