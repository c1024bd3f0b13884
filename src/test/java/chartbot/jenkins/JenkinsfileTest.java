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
import org.junit.jupiter.params.provider.ValueSource;

/** The Jenkinsfile around a chartbot that only tells what it was called with. */
class JenkinsfileTest {

  private static final Path JENKINSFILE = Path.of("Jenkinsfile");

  /** One line an argument; ends with the code that the test wants. */
  private static final String STAND_IN =
      """
      #!/bin/sh
      [ "$1" != inventory ] || { echo page; exit 0; }
      for argument in "$@"; do printf '<%s>\\n' "$argument"; done
      printf 'as %s, home %s, cache %s\\n' "$GERRIT_USERNAME" "$HOME" "${XDG_CACHE_HOME:-none}"
      [ ! -f "$HOME/.ssh/config" ] || cat "$HOME/.ssh/config" "$HOME/.ssh/known_hosts"
      mkdir -p chartbot-report
      printf 'pushed: https://gerrit.example.com/c/x/+/1\\nunchanged\\n' >chartbot-report/description.txt
      echo "CHARTBOT_RETRY=${STAND_IN_RETRY:-false}" >chartbot-report/artifact.properties
      echo page >chartbot-report/report.html
      exit "${STAND_IN_CODE:-0}"
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
            <--target=infra>
            <--dry-run>
            <--branch=release>
            <-->
            <a:1.0.0-1>
            as bot, home %s, cache none
            """
                .formatted(jenkins.home()));
    assertThat(build.stages).containsExactly("Propose");
    assertThat(build.archived)
        .containsOnlyKeys(
            "chartbot-report/artifact.properties",
            "chartbot-report/description.txt",
            "chartbot-report/report.html");
    assertThat(build.published.get("chartbot")).hasSize(1);
    assertThat(build.getDescription())
        .isEqualTo("pushed: https://gerrit.example.com/c/x/+/1\nunchanged");
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
    assertThat(build.published.get("chartbot inventory")).hasSize(1);
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

  @ParameterizedTest
  @CsvSource({"5, true, 2", "5, false, 1", "3, true, 1"})
  void aRunIsRepeatedOnceWhereChartbotSaysThatThisCanHelp(int code, boolean retry, int runs)
      throws IOException {
    jenkins.setProperty("STAND_IN_CODE", "" + code);
    jenkins.setProperty("STAND_IN_RETRY", "" + retry);
    jenkins.setProperty("CHARTBOT_RETRY_SECONDS", "0");

    Build build = build(Map.of("IMAGE", "a:1.0.0-1"));

    assertThat(build.log().split("<update>", -1)).hasSize(runs + 1);
    assertThat(build.result()).isEqualTo(Result.FAILURE);
  }

  @Test
  void theAgentIsTheOneWithTheLabelThatAVariableNames() throws IOException {
    assertThat(build(Map.of("IMAGE", "a:1.0.0-1")).agent).isEmpty();
    jenkins.setProperty("CHARTBOT_AGENT", "jdk17");
    assertThat(build(Map.of("IMAGE", "a:1.0.0-1")).agent).isEqualTo("jdk17");
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
    assertThat(build.log()).contains(code == 0 ? "Finished" : "exit code " + code + ", see above");
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
        .contains("<" + evil + ":$(touch four)>\n", "<--target=-h>\n<--branch=; touch five>\n");
    assertThat(build.scripts).isEqualTo(harmless.scripts);
    assertThat(jenkins.files())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("bin", "chartbot-arguments", "chartbot-report");
  }

  @Test
  void anImageThatLooksLikeAnOptionIsNone() throws IOException {
    assertThat(build(Map.of("IMAGE", "--config=/etc/passwd")).log())
        .contains("<-->\n<--config=/etc/passwd>\n");
  }

  @Test
  void everyImageJobThatStartedTheBuildCounts() throws IOException {
    Cause first = jenkins.archived("team/a", "artifact.properties", "IMAGE=a:1.0.0-1\n");
    Cause second = jenkins.archived("team/b", "artifact.properties", "IMAGE=b:1.0.0-1\n");

    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of(), List.of(first, second));

    assertThat(build.log())
        .contains(
            "<--from=upstream/1/artifact.properties>\n<--from=upstream/2/artifact.properties>\n");
    assertThat(build.result()).isEqualTo(Result.SUCCESS);
  }

  @Test
  void anImageJobWithoutArtifactsKeepsNoOtherFromBeingProposed() throws IOException {
    Cause none = new Cause("team/none", 7);
    Cause second = jenkins.archived("team/b", "artifact.properties", "IMAGE=b:1.0.0-1\n");

    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of(), List.of(none, second));
    Build nothing = jenkins.build(JENKINSFILE, Map.of(), Map.of(), List.of(none));

    assertThat(build.log())
        .contains("ERROR: nothing to copy from /team/none 7\nERROR: Unable to find a build")
        .contains(
            "<update>\n<--report-dir=chartbot-report>\n<--from=upstream/2/artifact.properties>");
    assertThat(build.result()).isEqualTo(Result.FAILURE);
    assertThat(nothing.log()).contains("no image job has left").doesNotContain("<update>");
    assertThat(nothing.result()).isEqualTo(Result.FAILURE);
  }

  @ParameterizedTest
  @ValueSource(ints = {Steps.OUT_OF_TIME, Steps.STOPPED})
  void aBuildThatIsStoppedKeepsItsReports(int code) throws IOException {
    jenkins.setProperty("STAND_IN_CODE", "" + code);

    Build build = build(Map.of("IMAGE", "a:1.0.0-1"));

    assertThat(build.archived).containsKey("chartbot-report/report.html");
    assertThat(build.result()).isEqualTo(Result.ABORTED);
  }

  @Test
  void aNamedImageJobCountsWithItsLastBuild() throws IOException {
    jenkins.archived("team/a", "artifact.properties", "IMAGE=a:1.0.0-1\n");
    jenkins.archived("team/a", "artifact.properties", "IMAGE=a:1.0.0-2\n");

    Build build = build(Map.of("UPSTREAM", "/team/a"));

    assertThat(build.result()).isEqualTo(Result.SUCCESS);
    assertThat(jenkins.workspace().resolve("upstream/1/artifact.properties"))
        .hasContent("IMAGE=a:1.0.0-2");
  }

  @Test
  void anArgumentOfSeveralLinesIsRefused() throws IOException {
    Build build = build(Map.of("IMAGE", "a:1.0.0-1\n--force"));

    assertThat(build.log()).contains("an argument holds a line break").doesNotContain("<update>");
    assertThat(build.result()).isEqualTo(Result.FAILURE);
  }

  @Test
  void withoutAnyImageEveryBuildButTheFirstFailsAndSaysWhatToGive() throws IOException {
    Build first = build(Map.of());
    Build build = build(Map.of());

    assertThat(first.result()).isEqualTo(Result.SUCCESS);
    assertThat(first.getDescription()).startsWith("Nothing proposed");
    assertThat(first.log()).doesNotContain("<update>");

    assertThat(build.result()).isEqualTo(Result.FAILURE);
    assertThat(build.log()).contains("ERROR: chartbot: no image; give IMAGE and TAG, or UPSTREAM");
    assertThat(build.log()).doesNotContain("<update>");
  }

  @ParameterizedTest
  @CsvSource({"CHANGE_ID, 12", "GERRIT_EVENT_TYPE, patchset-created"})
  void aReviewOfTheConfigurationIsOnlyPreviewed(String variable, String value) throws IOException {
    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of(variable, value), List.of());

    assertThat(build.stages).containsExactly("Propose");
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
        "timeout(time: 300| retries(time: 300| retries",
        "choices: [| choises: [| choises",
        "agent {| agents {| agents",
        "trim: true| trims: true| trims",
        "chartbotUpdate(| chartbotUpdates(| chartbotUpdates",
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "publish('chartbot', | slackSend('chartbot', | slackSend",
        "archiveArtifacts(| archiveArtefacts(| archiveArtefacts",
        "allowEmptyArchive:| allowEmptyArchives:| allowEmptyArchives",
        "timeout(time: arguments| retries(time: arguments| retries",
        "writeFile(file:| writeFile(path:| path",
      })
  void whatJenkinsWouldNotKnowInTheStepIsAnError(String known, String unknown, String named)
      throws IOException {
    String text = Files.readString(Path.of("vars/chartbotUpdate.groovy"));
    assertThat(text).contains(known);
    jenkins.setStep(Files.writeString(folder.resolve("wrong"), text.replace(known, unknown)));

    assertThatThrownBy(() -> build(Map.of("IMAGE", "a:1.0.0-1")))
        .isInstanceOf(UnknownWordException.class)
        .hasMessageContaining(named);
  }

  private Build build(Map<String, Object> parameters) throws IOException {
    return jenkins.build(JENKINSFILE, parameters);
  }
}
