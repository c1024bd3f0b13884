package chartbot.cli;

import chartbot.error.EnvironmentException;
import java.nio.file.Path;
import java.util.List;

/** Where the run leaves what machines and browsers read. */
final class ReportOptions {

  private final Option<Path> folder =
      Option.path(
          "--report-dir", "DIR", "Writes report.json, report.html and artifact.properties there.");

  void addTo(Command command) {
    command.add(folder);
  }

  void write(List<TargetResult> ended, Parts parts, Console console) throws EnvironmentException {
    if (folder.given().isPresent()) {
      new Reports(parts, console).write(folder.given().get(), ended);
    }
  }
}
