package chartbot.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.CommandLineRun;
import chartbot.it.TestGerrit.TestAccount;
import chartbot.sandbox.SampleChart;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, wired as it is shipped, with real Helm against a real Gerrit. */
@RealGerrit
class CommandLineIT {

  private static final String IMAGE = "eric-enm-models-custom-service:1.2.3-4";

  private final TestGerrit gerrit;
  @TempDir Path folder;

  CommandLineIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void anUpdateIsProposedOnceAndShownAndNeedsNoRefresh() throws Exception {
    TestProject project = gerrit.newProject(SampleChart.files());

    CommandLineRun first = run(project, gerrit.bot(), "update", IMAGE);
    CommandLineRun second = run(project, gerrit.bot(), "update", IMAGE);

    assertThat(first.err()).contains("verifying with Helm");
    assertThat(first.exitCode()).isZero();
    assertThat(first.out())
        .contains("\npushed: Add eric-enm-models-custom-service 1.2.3-4\n")
        .contains(", patch set 1: " + gerrit.url());
    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).startsWith("already proposed: Add ").contains(", patch set 1: ");
    assertThat(project.openChanges()).extracting(TestChange::patchSet).containsExactly(1);

    JsonObject status =
        JsonParser.parseString(run(project, gerrit.bot(), "status", "--json").out())
            .getAsJsonArray()
            .get(0)
            .getAsJsonObject();
    assertThat(status.get("number").getAsLong()).isEqualTo(project.openChanges().get(0).number());
    assertThat(status.get("mergeable").getAsBoolean()).isTrue();
    assertThat(status.get("heldByBot").getAsBoolean()).isTrue();
    assertThat(status.getAsJsonArray("images").get(0))
        .isEqualTo(
            JsonParser.parseString(
                "{'name': 'eric-enm-models-custom-service', 'from': null, 'to': '1.2.3-4'}"));
    assertThat(run(project, gerrit.bot(), "refresh").out()).startsWith("already proposed: Add ");
    assertThat(project.openChanges()).extracting(TestChange::patchSet).containsExactly(1);
  }

  @Test
  void howMuchWasProvedIsInTheResultAndTheReports() throws Exception {
    SortedMap<String, byte[]> incomplete = SampleChart.files();
    String chart = new String(incomplete.get("Chart.yaml"), UTF_8);
    incomplete.put(
        "Chart.yaml", (chart + "dependencies: [{name: opendj, version: 1.0.0}]\n").getBytes(UTF_8));
    TestProject whole = gerrit.newProject(SampleChart.files());

    assertVerified("full", whole, IMAGE);
    assertVerified("partial", gerrit.newProject(incomplete), IMAGE);
    assertVerified("none", whole, "eric-enm-models-other:1.2.3-4", "--no-verify");
  }

  private void assertVerified(String verified, TestProject project, String... arguments)
      throws Exception {
    Path reports = folder.resolve(verified);
    List<String> words = new ArrayList<>(List.of("update", "--report-dir", reports.toString()));
    words.addAll(List.of(arguments));

    CommandLineRun run = run(project, gerrit.bot(), words.toArray(String[]::new));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("\n  verified: " + verified + "\n");
    assertThat(Files.readString(reports.resolve("report.json")))
        .containsPattern("\"verified\": ?\"" + verified + "\"");
    assertThat(Files.readString(reports.resolve("report.html"))).contains("verified: " + verified);
  }

  @Test
  void theDoctorFindsNothingWrongAndMakesNoChange() throws Exception {
    TestProject project = gerrit.newProject(SampleChart.files());

    CommandLineRun run = run(project, gerrit.bot(), "doctor");

    assertThat(run.out()).contains("push", "the account may push for review");
    assertThat(run.out()).contains("Helm renders the chart of the branch").doesNotContain("FAILED");
    assertThat(run.exitCode()).isZero();
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void theDoctorFindsThatTheAccountMayNotPush() throws Exception {
    TestProject project = gerrit.newProject(SampleChart.files());
    gerrit.setAccess(project, "refs/for/refs/heads/*", "push", "BLOCK");

    CommandLineRun run = run(project, gerrit.bot(), "doctor");

    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.out()).containsPattern("FAILED +one +push +Gerrit refused the push");
  }

  @Test
  void aProjectOrBranchThatIsNotThereHasNoOpenChangesToTellOf() throws Exception {
    TestProject project = gerrit.newProject(SampleChart.files());
    Path config = folder.resolve("missing.yaml");
    for (String command : List.of("status", "refresh")) {
      for (String target :
          List.of(
              "{name: one, project: %s-not}".formatted(project.name()),
              "{name: one, project: %s, branch: nowhere}".formatted(project.name()))) {
        Files.writeString(
            config,
            "gerrit: {url: '%s'}\ntargets: [%s, {name: two, project: %s}]\n"
                .formatted(gerrit.url(), target, project.name()));

        CommandLineRun run = run(gerrit.bot(), command, "--config=" + config);

        assertThat(run.exitCode()).as(command + " of " + target).isEqualTo(5);
        assertThat(run.err()).containsPattern("error: .* (was not found|does not exist)");
        assertThat(run.out()).contains("no open changes\n");
      }
    }
  }

  @Test
  void aWrongPasswordIsExitCode5AndNeverShown() throws Exception {
    TestProject project = gerrit.newProject(SampleChart.files());
    TestAccount wrong = new TestAccount(gerrit.bot().user(), "not-the-password", "x@example.com");

    for (String[] arguments :
        List.of(
            new String[] {"update", "-v", IMAGE},
            new String[] {"status", "-v"},
            new String[] {"refresh", "-v"},
            new String[] {"doctor", "-v"})) {
      CommandLineRun run = run(project, wrong, arguments);

      assertThat(run.exitCode()).isEqualTo(5);
      assertThat(run.out() + run.err())
          .contains("did not accept the credentials")
          .doesNotContain("not-the-password");
    }
  }

  private CommandLineRun run(TestProject project, TestAccount account, String... arguments)
      throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("chartbot.yaml"),
            "gerrit: {url: '%s'}\ntargets: [{name: one, project: %s}]\n"
                .formatted(gerrit.url(), project.name()));
    List<String> all = new ArrayList<>(Stream.of(arguments).toList());
    all.add(1, "--config=" + config);
    return run(account, all.toArray(String[]::new));
  }

  private CommandLineRun run(TestAccount account, String... arguments) {
    return CommandLineRun.of(
        Map.of(
            "GERRIT_USERNAME",
            account.user(),
            "GERRIT_PASSWORD",
            account.password(),
            "HOME",
            folder.toString()),
        arguments);
  }
}
