package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.CommandLineRun;
import chartbot.sandbox.SampleChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Twenty branches of one project, half of them frozen, in one run. */
@RealGerrit
class LinesIT {

  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;
  private final TestReporter reporter;
  @TempDir private Path folder;

  LinesIT(TestGerrit gerrit, TestReporter reporter) {
    this.gerrit = gerrit;
    this.reporter = reporter;
  }

  @Test
  void everyBranchThatIsNotFrozenGetsItsChangeInOneRun() throws Exception {
    TestProject project = twentyBranches();
    Path report = folder.resolve("report");

    CommandLineRun run =
        run(frozenAndOpen(project), "update", "-v", "--report-dir=" + report, IMAGE + ":1.0.0-2");

    assertThat(run.exitCode()).as(run.err()).isEqualTo(6);
    assertThat(project.openChanges())
        .hasSize(10)
        .allSatisfy(
            change -> {
              assertThat(change.branch()).matches("release-1\\d");
              assertThat(change.topic()).isEqualTo("new-1");
              assertThat(change.patchSet()).isEqualTo(1);
            })
        .extracting(TestChange::branch)
        .doesNotHaveDuplicates();
    assertThat(run.out().lines().filter(line -> line.matches("lines@release-1\\d +pushed .*")))
        .hasSize(10);
    assertThat(run.out().lines().filter(line -> line.matches("old@release-0\\d +left alone .*")))
        .hasSize(10);
    assertThat(run.out()).contains("note: branch release-00 is frozen: GA of 0.9");
    assertThat(run.err().lines().filter(line -> line.contains("git fetch"))).hasSize(1);
    assertThat(run.err().lines().filter(line -> line.contains("/branches/?n="))).hasSize(1);
    assertThat(Files.readString(report.resolve("report.json")))
        .contains("\"name\": \"lines@release-10\"", "\"name\": \"old@release-09\"");

    CommandLineRun again = run(frozenAndOpen(project), "update", IMAGE + ":1.0.0-2");

    assertThat(again.exitCode()).isEqualTo(6);
    assertThat(again.out()).contains("already proposed", "left alone");
    assertThat(project.openChanges()).hasSize(10).allMatch(change -> change.patchSet() == 1);
  }

  @Test
  void twentyBranchesTakeAtMostFourTimesAsLongAsOne() throws Exception {
    TestProject project = twentyBranches();
    String all = "  - {name: lines, project: %s, branches: 'release-.*'}\n";
    run(all.formatted(project.name()), "update", "--dry-run", IMAGE + ":1.0.0-2"); // is warm then
    long start = System.nanoTime();
    CommandLineRun one =
        run(all.formatted(project.name()), "update", "--branch=release-00", IMAGE + ":1.0.0-2");
    long between = System.nanoTime();

    CommandLineRun twenty = run(all.formatted(project.name()), "update", IMAGE + ":1.0.0-3");

    long end = System.nanoTime();
    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(twenty.exitCode()).as(twenty.err()).isZero();
    assertThat(project.openChanges()).hasSize(20);
    reporter.publishEntry(
        "one and twenty branches",
        (between - start) / 1_000_000 + " ms, " + (end - between) / 1_000_000 + " ms");
  }

  private TestProject twentyBranches() throws Exception {
    TestProject project = gerrit.newProject(SampleChart.files());
    for (int i = 0; i < 20; i++) {
      project.createBranch("release-%02d".formatted(i));
    }
    return project;
  }

  private static String frozenAndOpen(TestProject project) {
    return """
      - {name: old, project: PROJECT, branches: 'release-0.', freeze: GA of 0.9}
      - {name: lines, project: PROJECT, branches: 'release-.*', review: {topic: new-1}}
    """
        .replace("PROJECT", project.name());
  }

  private CommandLineRun run(String targets, String... arguments) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("chartbot.yaml"),
            "gerrit: {url: '" + gerrit.url() + "'}\ntargets:\n" + targets);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config=" + config);
    return CommandLineRun.of(
        Map.of(
            "GERRIT_USERNAME", gerrit.bot().user(),
            "GERRIT_PASSWORD", gerrit.bot().password(),
            "HOME", folder.toString()),
        all.toArray(String[]::new));
  }
}
