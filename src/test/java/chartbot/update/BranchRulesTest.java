package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.LineRules;
import chartbot.target.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Branches that are frozen, or take only so many changes at a time. */
class BranchRulesTest {

  private final FakeGerrit gerrit =
      new FakeGerrit(
          Map.of(
              "Chart.yaml",
              "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
              "values.yaml",
              """
              images:
                a: {name: a, tag: 1.0.0-1}
                b: {name: b, tag: 1.0.0-1}
                c: {name: c, tag: 1.0.0-1}
              """));

  private final Target open = TestTarget.of("charts", "release");
  private final Target frozen = open.withLine(rules(Optional.of("GA of 1.0"), 0));
  private final Target two = open.withLine(rules(Optional.empty(), 2));

  private static LineRules rules(Optional<String> freeze, int limit) {
    return new LineRules(
        Optional.empty(),
        Optional.empty(),
        freeze,
        limit == 0 ? Optional.empty() : Optional.of(limit));
  }

  @Test
  void nothingIsPushedToAFrozenBranchAndTheReasonIsTold() throws Exception {
    UpdateResult result = update(frozen, "a", "1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(result.notes())
        .containsExactly("a:1.0.0-2 is not proposed", "branch release is frozen: GA of 1.0");
    assertThat(gerrit.open()).isEmpty();
  }

  @Test
  void whatIsOnAFrozenBranchOrProposedForItIsNotWithheld() throws Exception {
    update(open, "a", "1.0.0-2");

    assertThat(update(frozen, "b", "1.0.0-1").outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(update(frozen, "a", "1.0.0-2").outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);

    UpdateResult newer = update(frozen, "a", "1.0.0-3");
    assertThat(newer.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(newer.change().orElseThrow().patchSet()).isEqualTo(1);
    assertThat(gerrit.change(1).images()).containsExactly(Map.entry("a", "1.0.0-2"));
  }

  @Test
  void whatIsBeyondTheLimitWaitsUntilAnotherChangeIsClosed() throws Exception {
    update(two, "a", "1.0.0-2");
    update(two, "b", "1.0.0-2");

    UpdateResult third = update(two, "c", "1.0.0-2");

    assertThat(third.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(third.notes())
        .containsExactly(
            "c:1.0.0-2 is not proposed",
            "review.limit is 2 and as many changes are open (1, 2); it waits for the next sync or"
                + " update after one of them is closed");
    assertThat(update(two, "a", "1.0.0-3").outcome()).isEqualTo(Outcome.PUSHED);

    gerrit.merge(2);
    assertThat(update(two, "c", "1.0.0-2").outcome()).isEqualTo(Outcome.PUSHED);
  }

  @Test
  void aRaceForTheLastPlaceIsWonByTheOlderChange() throws Exception {
    update(two, "a", "1.0.0-2");
    gerrit.pushes.add(
        push -> {
          try {
            update(two, "b", "1.0.0-2");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return push.take();
        });

    UpdateResult later = update(two, "c", "1.0.0-2");

    assertThat(later.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(gerrit.open())
        .extracting(change -> change.images().keySet().toString())
        .containsExactly("[a]", "[b]");
    assertThat(gerrit.abandoned.get(3)).startsWith("review.limit is 2 and as many changes");
  }

  @Test
  void changesThatAreOpenWhenTheLimitIsSetStayAndGetNewerTags() throws Exception {
    update(open, "a", "1.0.0-2");
    update(open, "b", "1.0.0-2");
    update(open, "c", "1.0.0-2");

    assertThat(update(two, "c", "1.0.0-3").outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.open()).hasSize(3);
  }

  private UpdateResult update(Target target, String name, String tag) throws Exception {
    return TestUpdates.of(gerrit)
        .run(
            target,
            new UpdateRequest(
                List.of(new Image(name, tag)),
                Optional.empty(),
                IfMissing.SKIP,
                true,
                false,
                false,
                false,
                false));
  }
}
