package chartbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.lifecycle.ProposedChange;
import chartbot.target.Target;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that a signal ends in the middle of an update. */
class StoppedRunTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void leavesAReportThatSaysSo(String signal, int exitCode) throws Exception {
    Process run = start();
    try (BufferedReader output = run.inputReader()) {
      assertThat(output.readLine()).isEqualTo("at work");

      new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid())).start().waitFor();

      assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(run.exitValue()).isEqualTo(exitCode);
      assertThat(report("report.json")).contains("the run was stopped", "\"exitCode\": 130");
      assertThat(report("artifact.properties")).contains("CHARTBOT_OUTCOME=failed\n");
      assertThat(report("report.html")).contains("the run was stopped");
    } finally {
      run.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void saysThatTheChangeItWaitsForStaysOpen(String signal, int exitCode) throws Exception {
    Process run = start("--wait=merged");
    try (BufferedReader output = run.inputReader();
        BufferedReader errors = run.errorReader()) {
      assertThat(output.lines().anyMatch("waiting"::equals)).isTrue();

      new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid())).start().waitFor();

      assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(run.exitValue()).isEqualTo(exitCode);
      assertThat(errors.lines())
          .contains("interrupted: change 12 stays open: https://gerrit.example.com/12");
    } finally {
      run.destroyForcibly();
    }
  }

  private Process start(String... options) throws IOException {
    Files.writeString(
        folder.resolve("chartbot.yaml"),
        """
        gerrit: {url: https://gerrit.example.com/}
        targets: [{name: one, project: charts/one}]
        """);
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT", // whoever started the tests may have them ignore it
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                folder.toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command).start();
  }

  private String report(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }

  /** The process. */
  static final class Run {
    private Run() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      boolean waits = arguments.length > 1;
      FakeParts parts = new FakeParts(folder);
      parts.answers.put(
          "one",
          (target, request) -> {
            if (waits) {
              return pushed(target);
            }
            System.out.println("at work");
            return forEver();
          });
      parts.whileWaiting =
          () -> {
            System.out.println("waiting");
            forEver();
          };
      List<String> update =
          new ArrayList<>(
              List.of(
                  "update",
                  "--config=" + folder.resolve("chartbot.yaml"),
                  "--report-dir=" + folder.resolve("report"),
                  "init:1.0.0-2"));
      update.addAll(List.of(arguments).subList(1, arguments.length));
      System.exit(Chartbot.run(parts, update, System.out, System.err, false));
    }

    private static UpdateResult forEver() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("nobody interrupts it");
    }

    private static UpdateResult pushed(Target target) {
      ProposedChange change =
          new ProposedChange(
              12, 1, "I1", "https://gerrit.example.com/12", "refs/changes/12/12/1", "m");
      return new UpdateResult(
          target,
          Outcome.PUSHED,
          List.of(),
          Optional.of(change),
          "m",
          "",
          "",
          Verified.FULL,
          Map.of(),
          List.of());
    }
  }
}
