package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.review.ReviewEnd;
import chartbot.review.ReviewEnd.Kind;
import chartbot.review.WaitRules;
import chartbot.review.WaitRules.Goal;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A Gerrit that submits topics whole and takes few patch sets. */
class LimitsIT {

  private static final WaitRules SUBMIT = new WaitRules(Goal.MERGED, true, Duration.ofMinutes(10));
  private static final Map<String, String> CHART =
      Map.of(
          "Chart.yaml",
          "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
          "values.yaml",
          """
          images:
            alpha:
              name: alpha
              tag: 1.0.0-1
              pullPolicy: Always
              enabled: true
            beta:
              name: beta
              tag: 1.0.0-1
          """);

  private static TestGerrit gerrit;

  @BeforeAll
  static void startGerrit() {
    gerrit =
        TestGerrit.start(
            """
            [change]
            \tsubmitWholeTopic = true
            \tmaxPatchSets = 3
            """);
  }

  @AfterAll
  static void stopGerrit() {
    gerrit.close();
  }

  @Test
  void changesOfOneTopicAreSubmittedTogetherWhicheverRunSubmits() throws Exception {
    TestProject project = gerrit.newProject(CHART);
    project.letEverybodySubmit();
    UpdateResult alpha = new Bot(gerrit, project).update("alpha:1.0.0-2");
    UpdateResult beta = new Bot(gerrit, project).update("beta:1.0.0-2");
    Bot first = new Bot(gerrit, project);

    ReviewEnd end =
        first.await(
            alpha,
            SUBMIT,
            () -> project.vote(gerrit.admin(), change(project, alpha), 2),
            () -> assertThat(project.openChanges()).hasSize(2),
            () -> project.vote(gerrit.admin(), change(project, beta), 2));

    assertThat(end.kind()).as(end.reason()).isEqualTo(Kind.MERGED);
    assertThat(first.told())
        .anyMatch(line -> line.contains("waits for the changes submitted with"));
    assertThat(new Bot(gerrit, project).await(beta, SUBMIT).kind()).isEqualTo(Kind.MERGED);
    assertThat(project.fileAtTip("values.yaml")).doesNotContain("1.0.0-1");
  }

  @Test
  void aRetirementAndAnUpdateOfOneTopicAreSubmittedTogether() throws Exception {
    TestProject project = gerrit.newProject(CHART);
    project.letEverybodySubmit();
    UpdateResult alpha = new Bot(gerrit, project).update("alpha:1.0.0-2");
    UpdateResult beta = new Bot(gerrit, project).retire("beta");
    project.vote(gerrit.admin(), change(project, alpha), 2);
    project.vote(gerrit.admin(), change(project, beta), 2);

    ReviewEnd end = new Bot(gerrit, project).await(beta, SUBMIT);

    assertThat(end.kind()).as(end.reason()).isEqualTo(Kind.MERGED);
    assertThat(project.openChanges()).isEmpty();
    assertThat(project.fileAtTip("values.yaml")).contains("tag: 1.0.0-2").doesNotContain("beta");
    assertThat(
            new Bot(gerrit, project)
                .ifMissing(IfMissing.ADD_IF_NEW)
                .update("beta:2.0.0-1")
                .outcome())
        .isEqualTo(Outcome.RETIRED);
  }

  @Test
  void aChangeThatTakesNoMorePatchSetsGetsASuccessor() throws Exception {
    TestProject project = gerrit.newProject(CHART);
    for (int tag = 2; tag <= 4; tag++) {
      new Bot(gerrit, project).update("alpha:1.0.0-" + tag);
    }
    TestChange full = project.onlyOpenChange();
    assertThat(full.patchSet()).isEqualTo(3);
    project.vote(gerrit.human(), full, 1);

    UpdateResult result = new Bot(gerrit, project).update("alpha:1.0.0-5");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    TestChange successor = project.onlyOpenChange();
    assertThat(successor.message()).contains("alpha:1.0.0-5");
    assertThat(project.change(full.number()).status()).isEqualTo("ABANDONED");
    assertThat(project.change(full.number()).messages())
        .anyMatch(message -> message.contains("covered by change " + successor.number()));
    assertThat(result.notes())
        .anyMatch(
            note -> note.contains("takes no more patch sets") && note.contains("Code-Review+1"));
    assertThat(new Bot(gerrit, project).update("alpha:1.0.0-6").outcome())
        .isEqualTo(Outcome.PUSHED);
  }

  private static TestChange change(TestProject project, UpdateResult result) throws Exception {
    return project.change(result.change().orElseThrow().number());
  }
}
