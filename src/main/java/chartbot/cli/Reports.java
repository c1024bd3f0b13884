package chartbot.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import chartbot.error.EnvironmentException;
import chartbot.error.PrintableText;
import chartbot.lifecycle.ProposedChange;
import chartbot.report.TargetReport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The files of {@code --report-dir}. A run begins by removing those of earlier runs and leaves its
 * own whatever it ends in, so that nobody takes a stale result for this run's.
 */
record Reports(Path directory, Parts parts, Console console) {

  private static final String OPTION = "--report-dir";
  private static final String JSON = "report.json";

  /** What a report has for an exit code where a signal ended the run, whichever it was. */
  static final int STOPPED = 130;

  /** Reports, and what a killed run left behind while it wrote one. */
  private static final Pattern OURS =
      Pattern.compile(
          "report\\.json|report\\.html|description\\.txt|artifact(?:-.+)?\\.properties"
              + "|\\.chartbot-[0-9a-f]+\\.tmp|(?:report|artifact)[^/]*\\.part");

  /** The directory that the arguments name, also where something else is wrong with them. */
  static Optional<Path> directoryIn(List<String> arguments) {
    String named = "";
    for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(OPTION + "=")) {
        named = argument.substring(OPTION.length() + 1);
      } else if (argument.equals(OPTION) && i + 1 < arguments.size()) {
        named = arguments.get(++i);
      }
    }
    try {
      return Optional.of(named).filter(text -> !text.isEmpty()).map(Path::of);
    } catch (InvalidPathException e) {
      return Optional.empty(); // the option itself is refused
    }
  }

  /** Removes what earlier runs have left. */
  void begin() throws EnvironmentException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (isOurs(file)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw EnvironmentException.permanent(
          "the reports of an earlier run cannot be removed from "
              + directory
              + ": "
              + e.getMessage(),
          "check that " + OPTION + " names a writable directory",
          e);
    }
  }

  /** An image job's properties may be in the same directory, and be this run's input. */
  private static boolean isOurs(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (!OURS.matcher(name).matches() || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    return !name.endsWith(".properties")
        || !Files.isRegularFile(file)
        || new String(Files.readAllBytes(file), ISO_8859_1).contains(ArtifactProperties.OUTCOME);
  }

  /** Writes how the run ended, unless it got as far as to do that itself. */
  void end(ExitCode code) throws EnvironmentException {
    if (code != ExitCode.OK && !Files.exists(directory.resolve(JSON))) {
      write(List.of(), code.number(), console.errors());
    }
  }

  /**
   * Has a report written where Ctrl-C or another signal ends the process before the run has written
   * one. Closed where the run ends by itself.
   */
  StopGuard guard() {
    return new StopGuard(this::stopped);
  }

  private void stopped() {
    try {
      if (!Files.exists(directory.resolve(JSON))) {
        write(
            List.of(),
            STOPPED,
            "the run was stopped before it ended; 'chartbot status' lists what it may have"
                + " proposed");
      }
    } catch (EnvironmentException e) {
      return; // nobody waits for an answer
    }
  }

  /** Writes how the updates ended. */
  void write(List<TargetResult> ended) throws EnvironmentException {
    write(ended, ExitCode.worst(ended.stream().map(TargetResult::code).toList()).number(), "");
  }

  /** Writes how it stands before a wait: what stays where the run is stopped while it waits. */
  void writeBeforeWait(List<TargetResult> ended) throws EnvironmentException {
    write(ended, STOPPED, "");
  }

  private void write(List<TargetResult> ended, int code, String failure)
      throws EnvironmentException {
    String finished =
        DateTimeFormatter.ISO_INSTANT.format(
            parts.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    List<TargetReport> reports = ended.stream().map(TargetResult::report).toList();

    Map<String, String> files = new LinkedHashMap<>();
    files.put("artifact.properties", ArtifactProperties.of(ended, console.mayRetry()));
    if (ended.size() > 1) {
      ended.stream()
          .collect(groupingBy(each -> each.target().name()))
          .forEach(
              (target, its) ->
                  files.put(
                      "artifact-" + target.replace('/', '_') + ".properties",
                      ArtifactProperties.of(its, console.mayRetry())));
    }
    files.put("description.txt", description(ended));
    files.put("report.html", parts.reportPage().html(reports, display(finished), failure));
    files.put(JSON, ReportJson.of(reports, finished, code, failure));
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : files.entrySet()) {
        replace(directory.resolve(file.getKey()), console.masked(file.getValue()));
      }
    } catch (IOException e) {
      throw EnvironmentException.permanent(
          "the report cannot be written to " + directory + ": " + e.getMessage(),
          "check that " + OPTION + " names a writable directory",
          e);
    }
  }

  /** One line for each result, as the list of a build server's builds has room for it. */
  private static String description(List<TargetResult> ended) {
    return ended.isEmpty()
        ? "failed\n"
        : ended.stream().map(Reports::line).distinct().collect(joining("\n", "", "\n"));
  }

  private static String line(TargetResult each) {
    String review = each.review().map(end -> ", " + end.kind().text()).orElse("");
    String where =
        each.change()
            .map(ProposedChange::url)
            .orElse(each.failure().lines().findFirst().orElse(""));
    return PrintableText.line(each.outcome() + review + (where.isEmpty() ? "" : ": " + where));
  }

  private static String display(String finished) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
        .withZone(ZoneOffset.UTC)
        .format(DateTimeFormatter.ISO_INSTANT.parse(finished));
  }

  /** Each file at once, so that nobody reads half of it; never through a link. */
  private static void replace(Path file, String text) throws IOException {
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    Path written = file.resolveSibling(".chartbot-" + random + ".tmp");
    try {
      Files.write(written, text.getBytes(UTF_8), StandardOpenOption.CREATE_NEW);
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(written);
    }
  }
}
