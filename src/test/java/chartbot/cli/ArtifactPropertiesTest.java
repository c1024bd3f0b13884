package chartbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.lifecycle.ProposedChange;
import chartbot.lifecycle.TestTarget;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArtifactPropertiesTest {

  @Test
  void whatWasPushedSpeaksForTheRunThoughAnotherChangeComesFirst() {
    List<TargetResult> ended =
        List.of(
            TargetResult.failed(TestTarget.of("a", "master"), "failed", ExitCode.ENVIRONMENT),
            ended(Outcome.ALREADY_PROPOSED, 7),
            ended(Outcome.PUSHED, 8),
            ended(Outcome.PUSHED, 9));

    assertThat(ArtifactProperties.of(ended, false))
        .contains("GERRIT_CHANGE_NUMBER=8\n", "CHARTBOT_OUTCOME=pushed\n");
  }

  @Test
  void whereNothingWasPushedTheFirstChangeSpeaks() {
    List<TargetResult> ended =
        List.of(
            TargetResult.withNothing(TestTarget.of("a", "master"), "nothing"),
            ended(Outcome.SUPERSEDED, 7),
            ended(Outcome.ALREADY_PROPOSED, 8));

    assertThat(ArtifactProperties.of(ended, false))
        .contains("GERRIT_CHANGE_NUMBER=7\n", "CHARTBOT_OUTCOME=superseded\n");
  }

  private static TargetResult ended(Outcome outcome, int change) {
    return TargetResult.succeeded(
        new UpdateResult(
            TestTarget.of("a", "master"),
            outcome,
            List.of(),
            Optional.of(new ProposedChange(change, 1, "I0", "https://g/" + change, "r", "Update")),
            "",
            "",
            "",
            Verified.NONE,
            Map.of(),
            List.of()));
  }
}
