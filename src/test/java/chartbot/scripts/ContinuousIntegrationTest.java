package chartbot.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.scripts.Script.Ended;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/run} with a Maven that only prints. */
class ContinuousIntegrationTest {

  private static final String PASSED =
      """
      [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.2 s -- in a.ATest
      [INFO] Tests run: 120, Failures: 0, Errors: 0, Skipped: 0
      [INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 0
      [INFO] BUILD SUCCESS
      """;

  @TempDir Path folder;

  @Test
  void endsWithTheTotalsOfTheTestRunners() throws Exception {
    Ended ended = runWithMavenThatPrints(PASSED, 0);

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            PASSED
                + "[INFO] Tests run: 120, Failures: 0, Errors: 0, Skipped: 0\n"
                + "[INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 0\n");
  }

  @Test
  void failsAsMavenFails() throws Exception {
    Ended ended =
        runWithMavenThatPrints(
            "[ERROR] Tests run: 120, Failures: 1, Errors: 0, Skipped: 0\n[INFO] BUILD FAILURE\n",
            3);

    assertThat(ended.code()).isEqualTo(3);
    assertThat(ended.out())
        .endsWith("[ERROR] Tests run: 120, Failures: 1, Errors: 0, Skipped: 0\n");
  }

  @Test
  void failsWhenTheTestsAgainstGerritDidNotRun() throws Exception {
    Ended ended =
        runWithMavenThatPrints("[INFO] Tests run: 120, Failures: 0, Errors: 0, Skipped: 0\n", 0);

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("without running both");
  }

  private Ended runWithMavenThatPrints(String text, int code) throws Exception {
    Path script = Script.copy(".ci/run", folder.resolve(".ci/run"));
    Script.write(
        folder.resolve("mvnw"), "#!/bin/sh\ncat <<'END'\n" + text + "END\nexit " + code + "\n");
    return Script.run(folder, Map.of("PATH", "/usr/bin:/bin"), script);
  }
}
