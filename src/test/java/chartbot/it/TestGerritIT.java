package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.it.TestGerrit.TestAccount;
import chartbot.sandbox.GerritRest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the other tests against the real Gerrit rely on. */
@RealGerrit
class TestGerritIT {

  private final TestGerrit gerrit;

  TestGerritIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void aNewProjectHoldsTheFilesByteByByteAndNoChanges() throws Exception {
    String text = "a: 1\r\nb: \u00e9 \ud83d\ude80\n\nno newline at the end";

    TestProject project = gerrit.newProject(Map.of("values.yaml", text, "empty", ""));

    assertThat(project.fileAtTip("values.yaml")).isEqualTo(text);
    assertThat(project.fileAtTip("empty")).isEmpty();
    assertThat(project.changes()).isEmpty();
  }

  @Test
  void peopleMoveTheBranchAndAmendAndCloseChanges() throws Exception {
    TestProject project = gerrit.newProject(Map.of("values.yaml", "a: 1\n"));
    String before = project.tip();
    project.mergeElsewhere("values.yaml", "a: 2\n");
    assertThat(project.fileAtTip("values.yaml")).isEqualTo("a: 2\n");
    assertThat(project.tip()).isNotEqualTo(before);

    long number = propose(gerrit.bot(), project);
    TestChange change = project.change(number);
    assertThat(project.openChanges()).extracting(TestChange::number).containsExactly(number);
    assertThat(change.patchSet()).isEqualTo(1);
    assertThat(change.message()).startsWith("Propose").contains(change.changeId());

    project.amend(gerrit.human(), change, "values.yaml", "a: 3\n");
    TestChange amended = project.change(number);
    assertThat(amended.patchSet()).isEqualTo(2);
    assertThat(amended.files()).containsEntry("values.yaml", "M");
    assertThat(project.file(amended, "values.yaml")).isEqualTo("a: 3\n");
    assertThat(project.diff(amended)).startsWith("diff --git").contains("-a: 2\n+a: 3\n");

    project.submit(amended);
    assertThat(project.change(number).status()).isEqualTo("MERGED");
    assertThat(project.openChanges()).isEmpty();

    TestChange other = project.change(propose(gerrit.bot(), project));
    project.abandon(other);
    assertThat(project.change(other.number()).status()).isEqualTo("ABANDONED");
    assertThat(project.changes()).hasSize(2);
  }

  @Test
  void takesSshKeys() throws Exception {
    TestAccount account = gerrit.newAccount("keyed");

    gerrit.addSshKey(
        account,
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl test");

    assertThat(gerrit.rest(account).get("/accounts/self/sshkeys").toString())
        .contains("ssh-ed25519", "\"valid\":true");
  }

  @Test
  void blockedRightsAreRefused() throws Exception {
    TestProject project = gerrit.newProject(Map.of("values.yaml", "a: 1\n"));
    gerrit.setAccess(project, "refs/for/refs/heads/*", "push", "BLOCK");

    GerritRest.Answer answer =
        gerrit.rest(gerrit.bot()).call("POST", "/changes/", proposal(project));

    assertThat(answer.status()).isEqualTo(403);
  }

  private long propose(TestAccount account, TestProject project) throws Exception {
    return gerrit
        .rest(account)
        .post("/changes/", proposal(project))
        .getAsJsonObject()
        .get("_number")
        .getAsLong();
  }

  private static Map<String, String> proposal(TestProject project) {
    return Map.of(
        "project", project.name(), "branch", TestProject.BRANCH, "subject", "Propose something");
  }
}
