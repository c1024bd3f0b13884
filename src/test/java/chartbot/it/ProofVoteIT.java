package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.Deployments;
import chartbot.chart.ImageRules;
import chartbot.error.VerificationException;
import chartbot.sandbox.GerritRest;
import chartbot.target.LabelVote;
import chartbot.target.ReviewRules;
import chartbot.target.VerifyRules;
import chartbot.update.ChartVerifier;
import chartbot.update.Verification;
import chartbot.update.Verified;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The bot's own vote on what it has proved, on a real Gerrit. */
@RealGerrit
class ProofVoteIT {

  private static final ReviewRules VOTING =
      ReviewRules.defaults().withLabel(Optional.of(new LabelVote("Verified", 1)));

  private final TestGerrit gerrit;

  ProofVoteIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void aFullProofIsVotedForOnEachPatchSet() throws Exception {
    TestProject project = votingProject();

    assertThat(bot(project, Verified.FULL).update("wait:1.0.0-2").notes()).isEmpty();
    assertThat(votes(project)).containsExactly(1);
    assertThat(bot(project, Verified.FULL).update("wait:1.0.0-3").notes()).isEmpty();

    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
    assertThat(votes(project)).containsExactly(1);
  }

  @Test
  void whatIsProvedInPartOrNotAtAllGetsNoVoteAndTheResultSaysSo() throws Exception {
    for (Verified verified : List.of(Verified.PARTIAL, Verified.NONE)) {
      TestProject project = votingProject();

      assertThat(bot(project, verified).update("wait:1.0.0-2").notes())
          .containsExactly("no vote Verified+1: verified is '" + verified.text() + "', not 'full'");
      assertThat(votes(project)).isEmpty();
    }
  }

  @Test
  void aVoteThatGerritCopiedToAPatchSetWithoutProofIsTakenBack() throws Exception {
    TestProject project = votingProject();
    gerrit
        .rest(gerrit.admin())
        .put(
            "/projects/" + GerritRest.segment(project.name()) + "/labels/Verified",
            Map.of("copy_condition", "is:ANY"));

    bot(project, Verified.FULL).update("wait:1.0.0-2");
    bot(project, Verified.PARTIAL).update("wait:1.0.0-3");

    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
    assertThat(votes(project)).isEmpty();
  }

  @Test
  void aLaterProofThatFailsTakesTheVoteBackOnceAndSaysWhy() throws Exception {
    TestProject project = votingProject();
    bot(project, Verified.FULL).update("wait:1.0.0-2");
    String conflicting = Bot.chartFile("values.yaml", "name: wait\n", "name: wait # ours\n");
    TestChange theirs = project.proposeElsewhere(gerrit.admin(), "values.yaml", conflicting);
    project.vote(gerrit.admin(), theirs, "Verified", 1);
    project.submit(theirs);

    for (int run = 0; run < 2; run++) {
      assertThatThrownBy(() -> refusing(project).refresh())
          .isInstanceOf(VerificationException.class);
    }

    assertThat(votes(project)).isEmpty();
    assertThat(project.onlyOpenChange().messages())
        .filteredOn(text -> text.contains("chartbot withdraws Verified+1: Helm says no"))
        .hasSize(1);
  }

  @Test
  void aRefusedVoteIsANoteAndTheChangeIsProposed() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART); // without such a label

    assertThat(bot(project, Verified.FULL).update("wait:1.0.0-2").notes())
        .singleElement()
        .asString()
        .startsWith("Gerrit refuses the vote Verified+1 on change ")
        .contains("the change has no label 'Verified'");
    assertThat(project.openChanges()).hasSize(1);
  }

  @Test
  void aVoteThatTheAccountMayNotCastIsANote() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    gerrit
        .rest(gerrit.admin())
        .put(
            "/projects/" + GerritRest.segment(project.name()) + "/labels/Verified",
            Map.of("values", Map.of(" 0", "No score", "+1", "Verified"), "function", "NoBlock"));

    assertThat(bot(project, Verified.FULL).update("wait:1.0.0-2").notes())
        .singleElement()
        .asString()
        .startsWith("Gerrit refuses the vote Verified+1 on change ")
        .contains("restricted");
  }

  private TestProject votingProject() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    project.requireVerified();
    return project;
  }

  private Bot bot(TestProject project, Verified verified) {
    return new Bot(gerrit, project)
        .review(VOTING)
        .verifiedBy(new Scripted(Optional.of(new Verification(verified, "", "", List.of()))));
  }

  private Bot refusing(TestProject project) {
    return new Bot(gerrit, project).review(VOTING).verifiedBy(new Scripted(Optional.empty()));
  }

  /** The votes other than 0 of the bot on the label. */
  private List<Integer> votes(TestProject project) throws Exception {
    long number = project.onlyOpenChange().number();
    JsonObject labels =
        gerrit
            .rest(gerrit.admin())
            .get(project.path(number) + "?o=DETAILED_LABELS")
            .getAsJsonObject()
            .getAsJsonObject("labels");
    JsonElement all = labels.getAsJsonObject("Verified").get("all");
    return (all == null ? List.<JsonElement>of() : all.getAsJsonArray().asList())
        .stream()
            .map(JsonElement::getAsJsonObject)
            .map(vote -> vote.has("value") ? vote.get("value").getAsInt() : 0)
            .filter(value -> value != 0)
            .toList();
  }

  /** Empty: Helm refuses everything. */
  private record Scripted(Optional<Verification> verification) implements ChartVerifier {

    @Override
    public Deployments deployments(ImageRules images, VerifyRules rules) {
      return Deployments.unknown();
    }

    @Override
    public Verification examine(ChartFiles chart, ImageRules images, VerifyRules rules) {
      return Verification.notNeeded();
    }

    @Override
    public Verification verify(
        ChartFiles before, ChartEdit edit, ImageRules images, VerifyRules rules)
        throws VerificationException {
      return verification.orElseThrow(() -> new VerificationException("Helm says no", null));
    }
  }
}
