package chartbot.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.scripts.Script.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/run} with a Maven and an apt-get that only print. */
class ContinuousIntegrationTest {

  private static final String PASSED =
      """
      [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 1.2 s -- in a.ATest
      [INFO] Tests run: 120, Failures: 0, Errors: 0, Skipped: 0
      [INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 0
      [INFO] BUILD SUCCESS
      """;

  private static final String OPENED = ran("browser.ReportPageBrowserTest");
  private static final String ASKED = ran("registry.RealRegistryTest");
  private static final String COMPARED = ran("helm.RealHelmTest");

  private static final List<String> TOOLS =
      List.of("bash", "cat", "dirname", "grep", "mktemp", "rm", "sed", "sh", "tee");

  private final Map<String, String> environment = new HashMap<>();
  @TempDir Path folder;

  @BeforeEach
  void aMachineWithABrowser() throws IOException {
    Files.createDirectory(folder.resolve("tools"));
    for (String tool : TOOLS) {
      Path installed = Path.of("/usr/bin", tool);
      tool(tool, "exec " + (Files.exists(installed) ? installed : "/bin/" + tool) + " \"$@\"");
    }
    tool("id", "echo 0");
    tool("apt-get", "echo apt-get \"$@\"");
    tool("service", "echo service \"$@\"");
    tool("chromedriver", "exit 1");
    tool("docker-registry", "exit 1");
    environment.put("PATH", folder.resolve("tools").toString());
  }

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
            """
            [ERROR] Tests run: 120, Failures: 1, Errors: 0, Skipped: 0
            [INFO] BUILD FAILURE
            """,
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

  @Test
  void installsABrowserWhereThereIsNoneAndItMay() throws Exception {
    Files.delete(folder.resolve("tools/chromedriver"));

    Ended ended = runWithMavenThatPrints(OPENED, 0);

    assertThat(ended.out())
        .startsWith("apt-get -q update\napt-get -q -y install ")
        .contains(" chromium chromium-driver\n[INFO]");
  }

  @Test
  void installsNothingForAnybodyButRoot() throws Exception {
    Files.delete(folder.resolve("tools/chromedriver"));
    tool("id", "echo 1000");

    assertThat(runWithMavenThatPrints(PASSED, 0).out()).doesNotContain("apt-get");
  }

  @Test
  void failsInContinuousIntegrationWhenThePageWasNotOpenedInABrowser() throws Exception {
    environment.put("CI", "true");

    Ended without = runWithMavenThatPrints(ASKED + COMPARED, 0);
    Ended with = runWithMavenThatPrints(OPENED + ASKED + COMPARED, 0);

    assertThat(without.code()).isEqualTo(1);
    assertThat(without.out())
        .contains("without opening the report page")
        .endsWith("[INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 0\n");
    assertThat(with.code()).isZero();
  }

  @Test
  void installsARegistryWhereThereIsNoneAndLeavesNoServiceBehind() throws Exception {
    Files.delete(folder.resolve("tools/docker-registry"));

    assertThat(runWithMavenThatPrints(ASKED, 0).out())
        .startsWith("apt-get -q update\napt-get -q -y install ")
        .contains(" docker-registry\nservice docker-registry stop\n[INFO]");
  }

  @Test
  void failsInContinuousIntegrationWhenNoRealRegistryWasAsked() throws Exception {
    environment.put("CI", "true");

    Ended without = runWithMavenThatPrints(OPENED + COMPARED, 0);

    assertThat(without.code()).isEqualTo(1);
    assertThat(without.out()).contains("without asking a real registry");
  }

  @Test
  void failsInContinuousIntegrationWhenNoHelmCommandWasCompared() throws Exception {
    environment.put("CI", "true");

    Ended without = runWithMavenThatPrints(OPENED + ASKED, 0);

    assertThat(without.code()).isEqualTo(1);
    assertThat(without.out()).contains("without comparing the packaged Helm with helm commands");
  }

  private static String ran(String test) {
    return PASSED.replace("a.ATest", "chartbot." + test);
  }

  private void tool(String name, String script) throws IOException {
    Script.write(folder.resolve("tools").resolve(name), "#!/bin/sh\n" + script + "\n");
  }

  private Ended runWithMavenThatPrints(String text, int code) throws Exception {
    Files.deleteIfExists(folder.resolve(".ci/run"));
    Path script = Script.copy(".ci/run", folder.resolve(".ci/run"));
    Script.write(
        folder.resolve("mvnw"), "#!/bin/sh\ncat <<'END'\n" + text + "END\nexit " + code + "\n");
    return Script.run(folder, environment, script);
  }
}
