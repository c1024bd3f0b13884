package chartbot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.sandbox.SampleChart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of {@code apply} that SIGKILL ends as soon as they have begun to write, or a little
 * later. The fault injection of {@code KilledWriteTest} finds each step; this is the real thing.
 */
class KilledApplyTest {

  private static final int KILLS = 8;

  @TempDir Path folder;

  @Test
  void theNextRunMakesTheWholeEdit(TestReporter reporter) throws Exception {
    Path undisturbed = chart("undisturbed");
    assertThat(CommandLineRun.of(environment(), arguments(undisturbed)).exitCode()).isZero();
    int killed = 0;
    for (int changes = 0; changes < KILLS; changes++) {
      Path chart = chart("after-" + changes);
      Process process = start(chart);
      SortedMap<String, String> seen = files(chart);
      for (int left = changes; left > 0 && process.isAlive(); ) {
        SortedMap<String, String> now = files(chart);
        left -= now.equals(seen) ? 0 : 1;
        seen = now;
      }
      process.destroyForcibly();
      killed += process.waitFor() == 0 ? 0 : 1;

      CommandLineRun next = CommandLineRun.of(environment(), arguments(chart));

      assertThat(next.exitCode()).as(next.err()).isZero();
      assertThat(files(chart)).as("after %d changes", changes).isEqualTo(files(undisturbed));
    }
    assertThat(killed).isPositive();
    reporter.publishEntry("processes of apply that were killed in time", killed + " of " + KILLS);
  }

  private Path chart(String name) throws IOException {
    Path chart = folder.resolve(name);
    for (Map.Entry<String, byte[]> file : SampleChart.files().entrySet()) {
      Path path = chart.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return chart;
  }

  private Process start(Path chart) throws IOException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(java.stream(), Stream.of(arguments(chart))).toList());
    builder.environment().keySet().removeIf(name -> name.startsWith("CHARTBOT_"));
    builder.environment().putAll(environment());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private Map<String, String> environment() {
    return Map.of("HOME", folder.toString());
  }

  private static String[] arguments(Path chart) {
    return new String[] {
      "apply",
      "--no-verify",
      "--chart-dir",
      chart.toString(),
      "eric-enm-models-cm:9.9.9-9",
      "eric-enm-models-new:1.0.0-1",
      "eric-enm-models-newer:1.0.0-1"
    };
  }

  /** All that is there, leftovers too; a file may go while it is read. */
  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        try {
          files.put(folder.relativize(file).toString(), Files.readString(file, ISO_8859_1));
        } catch (NoSuchFileException gone) {
          files.put(folder.relativize(file).toString(), "");
        }
      }
    } catch (UncheckedIOException gone) {
      return files;
    }
    return files;
  }
}
