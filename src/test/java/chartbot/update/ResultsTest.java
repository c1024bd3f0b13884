package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.chart.ImageChange;
import chartbot.error.ChartbotException;
import chartbot.lifecycle.Given;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a run says of itself is what is proposed in the end, not what it was asked for. */
class ResultsTest {

  private final FakeGerrit gerrit =
      new FakeGerrit(
          Map.of(
              "Chart.yaml",
              "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
              "values.yaml",
              """
              images:
                alpha:
                  name: alpha
                  tag: 1.0.0-1
                beta:
                  name: beta
                  tag: 1.0.0-1
              """));

  private final Target target = TestTarget.of("charts", "master");

  @Test
  void anotherGroupsNewerTagIsTheOneReported() throws Exception {
    update(Optional.of("g"), "alpha:1.0.0-7", "beta:1.0.0-2");

    UpdateResult result = update(Optional.empty(), "alpha:1.0.0-5");

    assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(result.images()).containsExactly(alpha("1.0.0-7"));
    assertThat(result.diff()).isEmpty();
    assertThat(result.notes()).contains("alpha:1.0.0-5 is older than 1.0.0-7 in the open change");
  }

  @Test
  void whatIsLeftAloneIsReportedAsItIs() throws Exception {
    update(Optional.empty(), "alpha:1.0.0-2");
    gerrit.amend(1, "README", "a person's\n");

    UpdateResult result = update(Optional.empty(), "alpha:1.0.0-5");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(result.images()).containsExactly(alpha("1.0.0-2"));
    assertThat(result.diff()).isEmpty();
    assertThat(result.notes()).contains("alpha:1.0.0-5 is not proposed");
  }

  @Test
  void aPushThatIsWithdrawnAtOnceIsNotReportedAsPushed() throws Exception {
    gerrit.pushes.add(
        push -> {
          PushResult answer = push.take();
          update(Optional.of("g"), "alpha:1.0.0-7", "beta:1.0.0-2");
          return answer;
        });

    UpdateResult result = update(Optional.empty(), "alpha:1.0.0-5");

    assertThat(gerrit.open()).hasSize(1);
    assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(result.change().orElseThrow().number()).isEqualTo(gerrit.open().get(0).number());
    assertThat(result.images()).containsExactly(alpha("1.0.0-7"));
    assertThat(result.diff()).isEmpty();
    assertThat(result.verified()).isEqualTo(Verified.NONE);
  }

  @Test
  void whatIsProposedAlreadyIsShownWithItsDifference() throws Exception {
    update(Optional.empty(), "alpha:1.0.0-2");

    UpdateResult result = update(Optional.empty(), "alpha:1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(result.images()).containsExactly(alpha("1.0.0-2"));
    assertThat(result.diff()).contains("+    tag: 1.0.0-2");
  }

  private static ImageChange alpha(String to) {
    return new ImageChange("alpha", Optional.of("1.0.0-1"), to);
  }

  private UpdateResult update(Optional<String> group, String... images) throws ChartbotException {
    List<Image> asked =
        Given.tags(images).entrySet().stream()
            .map(image -> new Image(image.getKey(), image.getValue()))
            .toList();
    return TestUpdates.rendering(gerrit, gerrit)
        .run(
            target,
            new UpdateRequest(asked, group, IfMissing.ADD, true, false, false, false, false));
  }
}
