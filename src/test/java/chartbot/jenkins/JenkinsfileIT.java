package chartbot.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.EnvironmentException;
import chartbot.it.RealGerrit;
import chartbot.it.TestChange;
import chartbot.it.TestGerrit;
import chartbot.it.TestProject;
import chartbot.jenkins.Build.Cause;
import chartbot.jenkins.Build.Result;
import chartbot.sandbox.SampleChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Jenkinsfile with the shipped launcher and jar against a real Gerrit. */
@RealGerrit
class JenkinsfileIT {

  private static final Path JENKINSFILE = Path.of("Jenkinsfile");
  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;
  @TempDir Path folder;

  private Jenkins jenkins;

  private TestProject project;

  JenkinsfileIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @BeforeEach
  void aWorkspaceWithARelease() throws Exception {
    project = gerrit.newProject(SampleChart.files());
    jenkins = new Jenkins(folder);
    jenkins.addUsernamePassword("chartbot-gerrit", gerrit.bot().user(), gerrit.bot().password());
    Path workspace = jenkins.workspace();
    Files.createDirectories(workspace.resolve("bin"));
    Files.copy(Path.of("bin/chartbot"), workspace.resolve("bin/chartbot"));
    Files.createSymbolicLink(
        workspace.resolve("chartbot.jar"), Path.of("target/chartbot.jar").toAbsolutePath());
    configure("");
  }

  @AfterEach
  void theJarStays() throws IOException {
    Files.delete(jenkins.workspace().resolve("chartbot.jar"));
  }

  @Test
  void anImageAndATagBecomeAChangeThatTheBuildLinksTo() throws Exception {
    Build build = build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4"));

    assertThat(build.log()).endsWith("Finished: SUCCESS\n");
    TestChange change = only();
    assertThat(change.subject()).isEqualTo("Add " + IMAGE + " 1.2.3-4");
    assertThat(change.files()).containsOnlyKeys("templates/" + IMAGE + ".yaml", "values.yaml");
    assertThat(change.message()).contains("\nBuild-Url: " + Jenkins.URL + "job/chartbot/1/\n");
    assertThat(build.getDescription())
        .startsWith("pushed: " + gerrit.url())
        .endsWith("/+/" + change.number());
    assertThat(build.archived)
        .containsOnlyKeys(
            "chartbot-report/artifact.properties",
            "chartbot-report/description.txt",
            "chartbot-report/report.html",
            "chartbot-report/report.json");
    assertThat(Files.readString(build.archived.get("chartbot-report/artifact.properties")))
        .contains("GERRIT_CHANGE_NUMBER=" + change.number() + "\n");
    assertThat(build.published.get("chartbot")).hasSize(1);
    assertThat(build.log()).doesNotContain(gerrit.bot().password());
  }

  @Test
  void theSameAgainByAnotherBuildLeavesTheChangeAsItIs() throws Exception {
    build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4"));
    TestChange before = only();

    Build again = build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4"));

    assertThat(again.log()).endsWith("Finished: SUCCESS\n");
    assertThat(again.environment()).containsEntry("BUILD_URL", Jenkins.URL + "job/chartbot/2/");
    assertThat(only().patchSet()).isEqualTo(1);
    assertThat(only().commit()).isEqualTo(before.commit());
    assertThat(again.getDescription()).startsWith("already").endsWith("/+/" + before.number());
  }

  @Test
  void aDryRunPushesNothing() throws Exception {
    Build build = build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4", "DRY_RUN", true));

    assertThat(build.log()).endsWith("Finished: SUCCESS\n").contains("+  " + IMAGE + ":");
    assertThat(build.getDescription()).isEqualTo("previewed");
    assertThat(build.archived).containsKey("chartbot-report/report.html");
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void whatImageJobsArchivedBecomesAChangeEach() throws Exception {
    Cause first =
        jenkins.archived("models/one", "artifact.properties", "IMAGE=" + IMAGE + "\nTAG=1.2.3-4\n");
    Cause second =
        jenkins.archived(
            "models/two",
            "artifact.properties",
            "IMAGE=registry.example/enm/eric-enm-models-other:2.0.0-1\n");

    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of(), List.of(first, second));

    assertThat(build.log()).endsWith("Finished: SUCCESS\n");
    assertThat(project.changes())
        .extracting(TestChange::subject)
        .containsExactlyInAnyOrder(
            "Add " + IMAGE + " 1.2.3-4", "Add eric-enm-models-other 2.0.0-1");
    assertThat(build.getDescription().lines()).hasSize(2).allMatch(l -> l.startsWith("pushed: "));
  }

  @Test
  void whatAnImageJobArchivedBecomesAMergedChange() throws Exception {
    project.letEverybodySubmit();
    Cause cause =
        jenkins.archived("models/one", "artifact.properties", "IMAGE=" + IMAGE + "\nTAG=1.2.3-4\n");
    CompletableFuture<TestChange> reviewed = whenProposed(2);

    Build build = jenkins.build(JENKINSFILE, Map.of("SUBMIT", true), Map.of(), List.of(cause));

    assertThat(build.log())
        .endsWith("Finished: SUCCESS\n")
        .contains("Code-Review+2 by Administrator; can be submitted");
    TestChange change = reviewed.join();
    assertThat(only().status()).isEqualTo("MERGED");
    assertThat(project.fileAtTip("values.yaml")).contains("  " + IMAGE + ":\n");
    assertThat(build.getDescription())
        .startsWith("pushed, merged: " + gerrit.url())
        .endsWith("/+/" + change.number());
    assertThat(Files.readString(build.archived.get("chartbot-report/report.html")))
        .contains("<span class=\"outcome merged\">merged</span>");
    assertThat(build.published.get("chartbot")).hasSize(1);
  }

  @Test
  void aVetoLeavesTheBuildUnstableWithTheReason() throws Exception {
    CompletableFuture<TestChange> reviewed = whenProposed(-2);

    Build build = build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4", "WAIT", "merged"));

    assertThat(build.result()).isEqualTo(Result.UNSTABLE);
    assertThat(build.log())
        .contains("got Code-Review-2 by Administrator", "exit code 6, see above");
    assertThat(build.getDescription()).startsWith("pushed, negative-vote: ");
    assertThat(build.archived).containsKey("chartbot-report/report.html");
    assertThat(reviewed.join().isOpen()).isTrue();
  }

  /** The administrator votes as soon as there is a change, while the build waits for that. */
  private CompletableFuture<TestChange> whenProposed(int vote) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            List<TestChange> open = project.openChanges();
            while (open.isEmpty()) {
              open = project.openChanges();
            }
            project.vote(gerrit.admin(), open.get(0), vote);
            return open.get(0);
          } catch (EnvironmentException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void aBadTagFailsTheBuildBeforeAnythingIsPushed() throws Exception {
    Build build = build(Map.of("IMAGE", IMAGE, "TAG", "latest"));

    assertThat(build.result()).isEqualTo(Result.FAILURE);
    assertThat(build.log())
        .contains("latest", "exit code 3, see above")
        .endsWith("Finished: FAILURE\n");
    assertThat(build.getDescription()).startsWith("failed");
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void whatIsTypedInNeverBecomesACommandOrAnOption() throws Exception {
    Build command = build(Map.of("IMAGE", IMAGE + "; touch pwned", "TAG", "$(touch pwned)"));
    Build option = build(Map.of("IMAGE", "--dry-run", "TAG", "1.2.3-4"));

    assertThat(command.log()).contains("exit code 3, see above");
    assertThat(option.log()).contains("exit code 3, see above");
    assertThat(jenkins.workspace().resolve("pwned")).doesNotExist();
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void aBranchIsProposedFor() throws Exception {
    project.createBranch("release-24");

    Build build = build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4", "BRANCH", "release-24"));

    assertThat(build.log()).endsWith("Finished: SUCCESS\n");
    assertThat(only().json().get("branch").getAsString()).isEqualTo("release-24");
  }

  @Test
  void aReviewOfTheConfigurationShowsWhatItWouldDo() throws Exception {
    jenkins.setProperty("CHARTBOT_GERRIT_HOSTS", gerrit.url().getHost());
    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of("CHANGE_ID", "4711"), List.of());

    assertThat(build.log())
        .endsWith("Finished: SUCCESS\n")
        .contains("+++ b/templates/eric-enm-models-preview.yaml");
    assertThat(build.stages).containsExactly("Propose");
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void aReviewOfTheConfigurationGetsNoCredentialsByItself() throws Exception {
    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of("CHANGE_ID", "4711"), List.of());

    assertThat(build.log())
        .contains("no credentials for", "a preview needs CHARTBOT_GERRIT_HOSTS")
        .endsWith("Finished: UNSTABLE\n");
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void aReviewOfABrokenConfigurationFails() throws Exception {
    configure("reviews: {}\n");

    Build build = jenkins.build(JENKINSFILE, Map.of(), Map.of("CHANGE_ID", "4711"), List.of());

    assertThat(build.result()).isEqualTo(Result.FAILURE);
    assertThat(build.log()).contains("reviews", "exit code 3, see above");
  }

  @Test
  void aWrongPasswordFailsTheBuildAndIsNotShown() throws Exception {
    jenkins.addUsernamePassword("chartbot-gerrit", gerrit.bot().user(), "wrong-hunter2");

    Build build = build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4"));

    assertThat(build.result()).isEqualTo(Result.FAILURE);
    assertThat(build.log()).contains("exit code 5, see above").doesNotContain("wrong-hunter2");
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void anSshKeyLetsGitIn() throws Exception {
    Path key = folder.resolve("key");
    gerrit.addSshKey(gerrit.bot(), SshKeys.generate(key));
    SshKeys.trust(gerrit.sshUrl(), jenkins.home());
    jenkins.addSshKey("chartbot-key", key);
    jenkins.setProperty("CHARTBOT_GERRIT_GIT_URL", gerrit.sshUrl().toString());

    Build without = build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4"));
    assertThat(without.log()).contains("exit code 5, see above");
    assertThat(project.changes()).isEmpty();

    jenkins.setProperty("CHARTBOT_SSH_CREDENTIALS", "chartbot-key");
    Build with = build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4"));

    assertThat(with.log()).endsWith("Finished: SUCCESS\n").doesNotContain("PRIVATE KEY");
    assertThat(only().message()).contains("Build-Url: " + Jenkins.URL + "job/chartbot/2/\n");
  }

  @Test
  void anSshServerThatTheAgentDoesNotKnowIsRefused() throws Exception {
    Path key = folder.resolve("key");
    gerrit.addSshKey(gerrit.bot(), SshKeys.generate(key));
    jenkins.addSshKey("chartbot-key", key);
    jenkins.setProperty("CHARTBOT_GERRIT_GIT_URL", gerrit.sshUrl().toString());
    jenkins.setProperty("CHARTBOT_SSH_CREDENTIALS", "chartbot-key");

    Build build = build(Map.of("IMAGE", IMAGE, "TAG", "1.2.3-4"));

    assertThat(build.log()).contains("exit code 5, see above").contains("known_hosts");
    assertThat(project.changes()).isEmpty();
  }

  private void configure(String more) throws IOException {
    Path config = jenkins.workspace().resolve("config/chartbot.yaml");
    Files.createDirectories(config.getParent());
    Files.writeString(
        config,
        """
        gerrit:
          url: %s
        targets:
          - name: infra
            project: %s
        """
                .formatted(gerrit.url(), project.name())
            + more);
  }

  private TestChange only() throws Exception {
    assertThat(project.changes()).hasSize(1);
    return project.changes().get(0);
  }

  private Build build(Map<String, Object> parameters) throws IOException {
    return jenkins.build(JENKINSFILE, parameters);
  }
}
