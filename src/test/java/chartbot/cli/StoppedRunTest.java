package chartbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Files.writeString(
        folder.resolve("chartbot.yaml"),
        """
        gerrit: {url: https://gerrit.example.com/}
        targets: [{name: one, project: charts/one}]
        """);
    Process run =
        new ProcessBuilder(
                "env",
                "--default-signal=INT", // whoever started the tests may have them ignore it
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
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

  private String report(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }

  /** The process. */
  static final class Run {
    private Run() {}

    public static void main(String[] arguments) {
      Path folder = Path.of(arguments[0]);
      FakeParts parts = new FakeParts(folder);
      parts.answers.put(
          "one",
          (target, request) -> {
            System.out.println("at work");
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("nobody interrupts it");
          });
      List<String> update =
          List.of(
              "update",
              "--config=" + folder.resolve("chartbot.yaml"),
              "--report-dir=" + folder.resolve("report"),
              "init:1.0.0-2");
      System.exit(Chartbot.run(parts, update, System.out, System.err, false));
    }
  }
}
