package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.it.TestGerrit.TestAccount;
import chartbot.target.ReviewRules.Attention;
import chartbot.target.ReviewRules.Readiness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose turn it is after the bot's pushes, by Gerrit's attention set. */
@RealGerrit
class AttentionIT {

  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;

  AttentionIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @ParameterizedTest
  @EnumSource(
      value = Attention.class,
      names = {"NEW_CHANGE", "EVERY_PUSH"})
  void reviewersOfANewChangeHaveTheirTurn(Attention attention) throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);

    update(project, attention, "1.0.0-1");

    assertThat(project.onlyOpenChange().attention()).containsExactly(gerrit.human().user());
  }

  @Test
  void noPushChangesTheAttentionSetWhereThatIsConfigured() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);

    update(project, Attention.NONE, "1.0.0-1");

    assertThat(project.onlyOpenChange().people("REVIEWER")).contains(gerrit.human().user());
    assertThat(project.onlyOpenChange().attention()).isEmpty();
  }

  @Test
  void aNewPatchSetDoesNotTurnToThoseWhoseVoteItMakesVoid() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    TestAccount second = gerrit.newAccount("second");
    update(project, Attention.NEW_CHANGE, "1.0.0-1");
    project.vote(gerrit.human(), project.onlyOpenChange(), 1);
    project.vote(second, project.onlyOpenChange(), 1);
    List<String> before = project.onlyOpenChange().attention();

    update(project, Attention.NEW_CHANGE, "1.0.0-2");

    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
    assertThat(project.onlyOpenChange().attention())
        .isEqualTo(before)
        .doesNotContain(gerrit.human().user(), second.user());
  }

  @Test
  void aNewPatchSetTurnsToVotersAgainWhereThatIsConfigured() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    update(project, Attention.EVERY_PUSH, "1.0.0-1");
    project.vote(gerrit.human(), project.onlyOpenChange(), 1);
    assertThat(project.onlyOpenChange().attention()).doesNotContain(gerrit.human().user());

    update(project, Attention.EVERY_PUSH, "1.0.0-2");

    assertThat(project.onlyOpenChange().attention()).contains(gerrit.human().user());
  }

  @Test
  void theCommentOnAPersonsPatchSetTakesNobodysTurn() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    update(project, Attention.NEW_CHANGE, "1.0.0-1");
    project.amend(gerrit.human(), project.onlyOpenChange(), "README", "a person's\n");
    List<String> before = project.onlyOpenChange().attention();

    update(project, Attention.NEW_CHANGE, "1.0.0-2");

    assertThat(project.onlyOpenChange().messages())
        .anyMatch(text -> text.contains("chartbot leaves"));
    assertThat(project.onlyOpenChange().attention()).isEqualTo(before);
  }

  private void update(TestProject project, Attention attention, String tag) throws Exception {
    new Bot(gerrit, project)
        .review(Bot.review(List.of(gerrit.human().email()), Readiness.READY, attention))
        .update(IMAGE + ":" + tag);
  }
}
