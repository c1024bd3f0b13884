package chartbot.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.sandbox.SampleChart;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped jar, told to stop: Helm in the process must not keep that from the JVM. */
@RealGerrit
class StopIT {

  private final TestGerrit gerrit;
  @TempDir Path directory;

  StopIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @ParameterizedTest
  @CsvSource({"HUP, 129", "INT, 130", "TERM, 143"})
  void aRunThatWaitsEndsAtOnceWhenItIsTold(String signal, int exitCode) throws Exception {
    Process run =
        new Processes(gerrit, directory)
            .verifiedUpdate(
                gerrit.newProject(SampleChart.files()),
                "eric-enm-models-custom-service:1.2.3-4",
                "--wait=merged",
                "--report-dir=" + directory.resolve("report"),
                "--timeout=1h");
    try (BufferedReader output = run.inputReader(UTF_8)) {
      readUntil("verifying with Helm", output);
      readUntil("needs Code-Review", output);

      new ProcessBuilder("kill", "-" + signal, Long.toString(run.pid())).start().waitFor();

      assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(run.exitValue()).isEqualTo(exitCode);
      assertThat(report("report.json")).contains("\"end\": \"waiting\"", "\"exitCode\": 130");
      assertThat(report("artifact.properties")).contains("CHARTBOT_OUTCOME=pushed\n");
    } finally {
      run.destroyForcibly();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aRunThatIsStoppedAtWorkLeavesAReportThatSaysSo(String signal, int exitCode)
      throws Exception {
    Process run =
        new Processes(gerrit, directory)
            .verifiedUpdate(
                gerrit.newProject(SampleChart.files()),
                "eric-enm-models-custom-service:1.2.3-4",
                "--report-dir=" + directory.resolve("report"));
    try (BufferedReader output = run.inputReader(UTF_8)) {
      readUntil("verifying with Helm", output);

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
    return Files.readString(directory.resolve("report").resolve(name));
  }

  private static void readUntil(String text, BufferedReader output) throws IOException {
    StringBuilder read = new StringBuilder();
    String line = "";
    while (!line.contains(text)) {
      line = output.readLine();
      assertThat(line).as("the line with '%s' after:\n%s", text, read).isNotNull();
      read.append(line).append('\n');
    }
  }
}
