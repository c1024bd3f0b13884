package chartbot.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.jenkins.Build.Cause;
import chartbot.jenkins.Build.Result;
import chartbot.jenkins.Words.UnknownWordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Jenkinsfile around a chartbot that only tells what it was called with. */
class JenkinsfileTest {

  private static final Path JENKINSFILE = Path.of("Jenkinsfile");

  /** One line an argument; ends with the code that the test wants. */
  private static final String STAND_IN =
      """
      #!/bin/sh
      [ "$1" != --version ] || { echo stand-in; exit 0; }
      for argument in "$@"; do printf '<%s>\\n' "$argument"; done
      printf 'as %s, home %s, cache %s\\n' "$GERRIT_USERNAME" "$HOME" "${XDG_CACHE_HOME:-none}"
      [ ! -f "$HOME/.ssh/config" ] || cat "$HOME/.ssh/config" "$HOME/.ssh/known_hosts"
      mkdir -p "$CHARTBOT_REPORT"
      echo 'GERRIT_URL=https://gerrit.example.com/c/x/+/1' >"$CHARTBOT_REPORT/artifact.properties"
      echo 'CHARTBOT_OUTCOME=pushed' >>"$CHARTBOT_REPORT/artifact.properties"
      echo "CHARTBOT_REVIEW=${STAND_IN_REVIEW:-}" >>"$CHARTBOT_REPORT/artifact.properties"
      echo page >"$CHARTBOT_REPORT/report.html"
      code=$(sed -n "s|^CODE=||p" "${CHARTBOT_FROM:-/dev/null}")
      exit "${code:-${STAND_IN_CODE:-0}}"
      """;

  @TempDir Path folder;

  private Jenkins jenkins;

  @BeforeEach
  void aJenkinsWithTheStandIn() throws IOException {
    jenkins = new Jenkins(folder);
    jenkins.addUsernamePassword("chartbot-gerrit", "bot", "hunter2-secret");
    Path chartbot = jenkins.workspace().resolve("bin/chartbot");
    Files.createDirectories(chartbot.getParent());
    Files.writeString(chartbot, STAND_IN);
    Files.setPosixFilePermissions(chartbot, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void itNeverHangsAndIsTriggeredByImageJobs() throws IOException {
    Build build = build(Map.of("IMAGE", "a", "TAG", "1.0.0-1"));

    assertThat(build.timeoutMinutes).isEqualTo(300);
    assertThat(build.stepTimeouts).containsExactly(30);
    assertThat(build.upstreamJobs).containsExactly("eric-enm-models-custom-service");
  }

  @Test
  void theParametersBecomeArguments() throws IOException {
    Build build =
        build(
            Map.of(
                "IMAGE", " a ", "TAG", "1.0.0-1", "BRANCH", "release", "TARGET", "infra", "DRY_RUN",
                true));

    assertThat(build.result()).isEqualTo(Result.SUCCESS);
    assertThat(build.log())
        .contains(
            """
            <update>
            <--report-dir=chartbot-report>
            <--branch=release>
            <--target=infra>
            <--dry-run>
            <-->
            <a:1.0.0-1>
            as bot, home %s, cache none
            """
                .formatted(jenkins.home()));
    assertThat(build.stages).containsExactly("Prepare", "Propose");
    assertThat(build.archived)
        .containsOnlyKeys("chartbot-report/artifact.properties", "chartbot-report/report.html");
    assertThat(build.published.get("chartbot")).hasSize(1);
    assertThat(build.getDescription()).isEqualTo("pushed: https://gerrit.example.com/c/x/+/1");
    assertThat(build.log()).doesNotContain("hunter2-secret");
  }

  @Test
  void aSyncAsksTheRegistryAndLeavesTheInventory() throws IOException {
    jenkins.addUsernamePassword("registry", "puller", "registry-secret");
    jenkins.setProperty("CHARTBOT_REGISTRY_CREDENTIALS", "registry");

    Build build = build(Map.of("SYNC", true, "BRANCH", "release", "WAIT", "merged"));

    assertThat(build.result()).isEqualTo(Result.SUCCESS);
    assertThat(build.log())
        .contains("<sync>\n<--report-dir=chartbot-report>\nas bot")
        .doesNotContain("registry-secret");
    assertThat(build.archived).containsKey("chartbot-report/inventory.html");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "merged | false | 90s | <--wait=merged>/<--timeout=90s>/<-->",
        "no | true | 4h | <--submit>/<--timeout=4h>/<-->",
        "submittable | true | 4h | <--wait=submittable>/<--submit>/<--timeout=4h>/<-->",
        "no | false | 4h | <--report-dir=chartbot-report>/<-->"
      })
  void aReviewIsWaitedForWhereThatIsAskedFor(
      String wait, boolean submit, String timeout, String arguments) throws IOException {
    Build build =
        build(Map.of("IMAGE", "a:1.0.0-1", "WAIT", wait, "SUBMIT", submit, "TIMEOUT", timeout));

    assertThat(build.log()).contains(arguments.replace("/", "\n"));
    assertThat(build.stepTimeouts).containsExactly(arguments.contains("timeout") ? 270 : 30);
  }

  @Test
  void theDescriptionTellsHowTheReviewEnded() throws IOException {
    jenkins.setProperty("STAND_IN_REVIEW", "negative-vote");

    assertThat(build(Map.of("IMAGE", "a:1.0.0-1", "WAIT", "merged")).getDescription())
        .isEqualTo("pushed, negative-vote: https://gerrit.example.com/c/x/+/1");
  }

  @ParameterizedTest
  @CsvSource({
    "0, SUCCESS",
    "1, FAILURE",
    "2, FAILURE",
    "3, FAILURE",
    "4, FAILURE",
    "5, FAILURE",
    "6, UNSTABLE",
    "137, FAILURE"
  })
  void onlyTheReviewLeavesABuildUnstable(int code, Result result) throws IOException {
    jenkins.setProperty("STAND_IN_CODE", "" + code);

    Build build = build(Map.of("IMAGE", "a:1.0.0-1"));

    assertThat(build.result()).isEqualTo(result);
    assertThat(build.archived).isNotEmpty();
    assertThat(build.log()).contains(code == 0 ? "Finished" : "(exit code " + code + ")");
  }

  @Test
  void whatPeopleTypeInIsNeverACommand() throws IOException {
    String evil = "a'; touch one; \"$(touch two)`touch three`\" \\";
    Build harmless = build(Map.of("IMAGE", "a", "TAG", "1.0.0-1"));

    Build build =
        build(
            Map.of(
                "IMAGE", evil, "TAG", "$(touch four)", "BRANCH", "; touch five", "TARGET", "-h"));

    assertThat(build.log())
        .contains("<" + evil + ":$(touch four)>\n", "<--branch=; touch five>\n<--target=-h>\n");
    assertThat(build.scripts).isEqualTo(harmless.scripts);
    assertThat(jenkins.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("bin", "chartbot-report");
  }

  @Test
  void anImageThatLooksLikeAnOptionIsNone() throws IOException {
    assertThat(build(Map.of("IMAGE", "--config=/etc/passwd")).log())
        .contains("<-->\n<--config=/etc/passwd>\n");
  }

  @Test
  void everyImageJobThatStartedTheBuildCounts() throws IOException {
    Cause first = jenkins.archived("team/a", "artifact.properties", "CODE=6\n");
    Cause second = jenkins.archived("team/b", "artifact.properties", "CODE=3\n");
    Cause third = jenkins.archived("team/c", "artifact.properties", "CODE=0\n");

    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of(), List.of(first, second, third));

    assertThat(build.log())
        .contains("<--from=upstream/1/artifact.properties>", "<--report-dir=chartbot-report/3>")
        .contains("(exit code 3)");
    assertThat(build.result()).isEqualTo(Result.FAILURE);
    assertThat(build.getDescription().lines()).hasSize(3);
    assertThat(build.published.get("chartbot")).hasSize(3);
  }

  @Test
  void anImageJobWithoutArtifactsKeepsNoOtherFromBeingProposed() throws IOException {
    Cause none = new Cause("team/none", 7);
    Cause second = jenkins.archived("team/b", "artifact.properties", "CODE=6\n");

    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of(), List.of(none, second));

    assertThat(build.log())
        .contains("ERROR: team/none 7: Unable to find a build for artifact copy")
        .contains("<--from=upstream/2/artifact.properties>")
        .contains("(exit code 5)");
    assertThat(build.result()).isEqualTo(Result.FAILURE);
  }

  @Test
  void anImageJobWhoseUpdateTakesTooLongKeepsNoOtherFromBeingProposed() throws IOException {
    Cause slow = jenkins.archived("team/a", "artifact.properties", "CODE=" + Steps.OUT_OF_TIME);
    Cause second = jenkins.archived("team/b", "artifact.properties", "CODE=0\n");

    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of(), List.of(slow, second));

    assertThat(build.log())
        .contains("ERROR: team/a 1: chartbot was stopped after 30 minutes.")
        .contains("<--from=upstream/2/artifact.properties>");
    assertThat(build.result()).isEqualTo(Result.FAILURE);
  }

  @Test
  void aBuildThatIsStoppedGoesOnWithNoOtherImageJob() throws IOException {
    Cause first = jenkins.archived("team/a", "artifact.properties", "CODE=" + Steps.STOPPED);
    Cause second = jenkins.archived("team/b", "artifact.properties", "CODE=0\n");

    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of(), List.of(first, second));

    assertThat(build.log())
        .contains("Aborted by a person")
        .doesNotContain("<--from=upstream/2/artifact.properties>");
    assertThat(build.result()).isEqualTo(Result.ABORTED);
  }

  @Test
  void aNamedImageJobCountsWithItsLastBuild() throws IOException {
    jenkins.archived("team/a", "artifact.properties", "CODE=4\n");
    jenkins.archived("team/a", "artifact.properties", "CODE=6\n");

    Build build = build(Map.of("UPSTREAM", "team/a"));

    assertThat(build.result()).isEqualTo(Result.UNSTABLE);
  }

  @Test
  void withoutAnyImageEveryBuildButTheFirstFailsAndSaysWhatToGive() throws IOException {
    Build first = build(Map.of());
    Build build = build(Map.of());

    assertThat(first.result()).isEqualTo(Result.SUCCESS);
    assertThat(first.getDescription()).startsWith("Nothing proposed");
    assertThat(first.log()).doesNotContain("<update>");

    assertThat(build.result()).isEqualTo(Result.FAILURE);
    assertThat(build.log()).contains("ERROR: There is no image: give IMAGE and TAG, or UPSTREAM");
    assertThat(build.log()).doesNotContain("<update>");
  }

  @ParameterizedTest
  @CsvSource({"CHANGE_ID, 12", "GERRIT_EVENT_TYPE, patchset-created"})
  void aReviewOfTheConfigurationIsOnlyPreviewed(String variable, String value) throws IOException {
    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of(variable, value), List.of());

    assertThat(build.stages).containsExactly("Prepare", "Preview");
    assertThat(build.log()).contains("<--dry-run>\n<-->\n<eric-enm-models-preview:0.0.0-1>\n");
  }

  /** Its author may have written any address into the configuration. */
  @Test
  void aPreviewGetsNoCredentialsUnlessTheHostsArePinnedOutsideOfTheRepository() throws IOException {
    Path key = Files.writeString(folder.resolve("a key"), "PRIVATE KEY");
    jenkins.addSshKey("chartbot-key", key);
    jenkins.setProperty("CHARTBOT_SSH_CREDENTIALS", "chartbot-key");
    jenkins.setProperty("GERRIT_USERNAME", "agents-own");
    Files.writeString(jenkins.home().resolve(".netrc"), "machine x login y password z\n");

    Build without = jenkins.build(JENKINSFILE, Map.of(), Map.of("CHANGE_ID", "1"), List.of());
    jenkins.setProperty("CHARTBOT_GERRIT_HOSTS", "gerrit.example.com");
    Build pinned = jenkins.build(JENKINSFILE, Map.of(), Map.of("CHANGE_ID", "1"), List.of());

    assertThat(without.result()).isEqualTo(Result.SUCCESS);
    assertThat(without.log())
        .contains("as , home ")
        .doesNotContain("as bot", "agents-own", "home " + jenkins.home() + ",", "IdentityFile");
    String home = without.log().replaceAll("(?s).*, home (.*?), cache.*", "$1");
    assertThat(Path.of(home)).isNotEqualTo(jenkins.home()).doesNotExist();
    assertThat(pinned.log()).contains("as bot, ");
  }

  @ParameterizedTest
  @CsvSource({"5, '', UNSTABLE", "3, '', FAILURE", "5, gerrit.example.com, FAILURE"})
  void aPreviewThatMayNotAskGerritStillChecksTheConfiguration(int code, String hosts, Result result)
      throws IOException {
    jenkins.setProperty("STAND_IN_CODE", "" + code);
    jenkins.setProperty("CHARTBOT_GERRIT_HOSTS", hosts);

    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of("CHANGE_ID", "1"), List.of());

    assertThat(build.result()).isEqualTo(result);
  }

  @Test
  void anSshKeyIsUsedFromAHomeOfItsOwnThatIsGoneAfterwards() throws IOException {
    Path key = Files.writeString(folder.resolve("a key"), "PRIVATE KEY");
    Files.createDirectories(jenkins.home().resolve(".ssh"));
    Files.writeString(jenkins.home().resolve(".ssh/known_hosts"), "gerrit ssh-ed25519 AAAA\n");
    jenkins.addSshKey("chartbot-key", key);
    jenkins.setProperty("CHARTBOT_SSH_CREDENTIALS", "chartbot-key");

    Build build = build(Map.of("IMAGE", "a:1.0.0-1"));

    assertThat(build.result()).isEqualTo(Result.SUCCESS);
    assertThat(build.log())
        .contains("IdentityFile \"" + key + "\"\nIdentitiesOnly yes\ngerrit ssh-ed25519 AAAA\n")
        .contains("cache " + jenkins.home().resolve(".cache"))
        .doesNotContain("PRIVATE KEY");
    String home = build.log().replaceAll("(?s).*, home (.*?), cache.*", "$1");
    assertThat(Path.of(home)).isNotEqualTo(jenkins.home()).doesNotExist();
  }

  @Test
  void credentialsThatJenkinsDoesNotHaveFailTheBuild() throws IOException {
    jenkins.setProperty("CHARTBOT_CREDENTIALS", "other");

    Build build = build(Map.of("IMAGE", "a:1.0.0-1"));

    assertThat(build.result()).isEqualTo(Result.FAILURE);
    assertThat(build.log()).contains("Could not find credentials entry with ID 'other'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "describe(\"${report}| slackSend(\"${report}| slackSend",
        "archiveArtifacts(| archiveArtefacts(| archiveArtefacts",
        "allowEmptyArchive:| allowEmptyArchives:| allowEmptyArchives",
        "timeout(time: 300| retries(time: 300| retries",
        "timeout(time: minutes| retries(time: minutes| retries",
        "choices: [| choises: [| choises",
        "agent any| agents any| agents",
        "trim: true| trims: true| trims",
      })
  void whatJenkinsWouldNotKnowIsAnError(String known, String unknown, String named)
      throws IOException {
    String text = Files.readString(JENKINSFILE);
    assertThat(text).contains(known);
    Path wrong = Files.writeString(folder.resolve("wrong"), text.replace(known, unknown));

    assertThatThrownBy(() -> jenkins.build(wrong, Map.of("IMAGE", "a:1.0.0-1")))
        .isInstanceOf(UnknownWordException.class)
        .hasMessageContaining(named);
  }

  private Build build(Map<String, Object> parameters) throws IOException {
    return jenkins.build(JENKINSFILE, parameters);
  }
}
