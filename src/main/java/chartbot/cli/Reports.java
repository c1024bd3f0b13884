package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

import chartbot.error.EnvironmentException;
import chartbot.report.TargetReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the files of {@code --report-dir}, each at once, so that nobody reads half a file. */
record Reports(Parts parts, Console console) {

  void write(Path directory, List<TargetResult> ended) throws EnvironmentException {
    String finished =
        DateTimeFormatter.ISO_INSTANT.format(
            parts.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    List<TargetReport> reports = ended.stream().map(TargetResult::report).toList();
    int exitCode = ExitCode.worst(ended.stream().map(TargetResult::code).toList()).number();

    Map<String, String> files = new LinkedHashMap<>();
    files.put("report.json", ReportJson.of(reports, finished, exitCode));
    files.put("artifact.properties", ArtifactProperties.of(ended));
    if (ended.size() > 1) {
      ended.stream()
          .collect(groupingBy(each -> each.target().name()))
          .forEach(
              (target, its) ->
                  files.put("artifact-" + target + ".properties", ArtifactProperties.of(its)));
    }
    files.put("report.html", parts.reportPage().html(reports, display(finished)));
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : files.entrySet()) {
        replace(directory.resolve(file.getKey()), console.masked(file.getValue()));
      }
    } catch (IOException e) {
      throw EnvironmentException.lasting(
          "the report cannot be written to " + directory + ": " + e.getMessage(),
          "see that --report-dir names a writable directory",
          e);
    }
  }

  private String display(String finished) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
        .withZone(ZoneOffset.UTC)
        .format(DateTimeFormatter.ISO_INSTANT.parse(finished));
  }

  private static void replace(Path file, String text) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(written, text.getBytes(UTF_8));
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
