package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.UserException;
import chartbot.inspect.ChartRefresh;
import chartbot.inspect.ChartStatus;
import chartbot.inspect.Refresh;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Earlier tags, and what keeps late builds from undoing them. */
class RollbackTest {

  private static final String REASON = "breaks the upgrade";

  private final FakeGerrit gerrit =
      new FakeGerrit(
          Map.of(
              "Chart.yaml",
              "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
              "values.yaml",
              values("1.0.0-1")));

  private final Target target = TestTarget.of("charts", "master");

  private static String values(String tag) {
    return "images:\n  init:\n    name: init\n    tag: "
        + tag
        + "\n  other:\n    name: other\n    tag: 1.0.0-1\n";
  }

  private void bumpedAndMerged() throws Exception {
    gerrit.onBranch("values.yaml", values("1.0.0-2"));
    gerrit.onBranch("README", "something else\n");
    gerrit.onBranch("values.yaml", values("1.0.0-9"));
  }

  @Test
  void withoutATagItLeadsToTheOneThatTheBranchHadBefore() throws Exception {
    bumpedAndMerged();

    UpdateResult result = run(rollback(Image.gone("init")));

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.file(1, "values.yaml")).isEqualTo(values("1.0.0-2"));
    assertThat(result.message())
        .isEqualTo(
            """
            Roll back init to 1.0.0-2

            breaks the upgrade

            - init: 1.0.0-9 -> 1.0.0-2

            Model-Image: init:1.0.0-2
            Hold: init:1.0.0-2
            Hold-Reason: breaks the upgrade
            Change-Id: %s
            """
                .formatted(gerrit.change(1).changeId()));
    assertThat(run(rollback(Image.gone("init"))).outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
  }

  @Test
  void aSecondRollbackLeadsFurtherBackAndNotForward() throws Exception {
    bumpedAndMerged();
    run(rollback(Image.gone("init")));
    gerrit.merge(1);

    run(rollback(Image.gone("init")));

    assertThat(gerrit.file(2, "values.yaml")).isEqualTo(values("1.0.0-1"));
  }

  @Test
  void lateBuildsAreLeftAloneWhileTheRollbackIsOpenAndAfterItIsMerged() throws Exception {
    bumpedAndMerged();
    run(rollback(new Image("init", "1.0.0-2")));

    UpdateResult open = run(update("init:1.0.0-10"));
    gerrit.merge(1);
    UpdateResult merged = run(update("init:1.0.0-10"));
    UpdateResult older = run(update("init:1.0.0-1"));
    UpdateResult both = run(update("init:1.0.0-10", "other:1.0.0-2"));

    assertThat(open.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(merged.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(merged.notes())
        .containsExactly(
            "init:1.0.0-10 is not proposed: init is held at 1.0.0-2 by change 1: breaks the upgrade"
                + " (http://gerrit/c/p/+/1); 'chartbot unhold init' ends that");
    assertThat(older.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(both.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(gerrit.open()).hasSize(1);
    assertThat(gerrit.open().get(0).images()).isEqualTo(Map.of("other", "1.0.0-2"));
    assertThat(new ChartStatus(gerrit, gerrit).run(target).holds())
        .extracting(Hold::why)
        .containsExactly(
            "is held at 1.0.0-2 by change 1: breaks the upgrade (http://gerrit/c/p/+/1)");
  }

  @Test
  void theOpenChangeOfANewerTagBecomesTheRollback() throws Exception {
    bumpedAndMerged();
    run(update("init:1.0.0-10"));

    run(rollback(new Image("init", "1.0.0-2")));

    assertThat(gerrit.open()).hasSize(1);
    assertThat(gerrit.change(1).images()).isEqualTo(Map.of("init", "1.0.0-2"));
  }

  @Test
  void aNewerTagThatWasProposedBeforeTheMergeOfTheRollbackIsAbandoned() throws Exception {
    bumpedAndMerged();
    run(rollback(new Image("init", "1.0.0-2")));
    gerrit.merge(1);
    gerrit.released().add(1);
    run(update("init:1.0.0-10"));
    gerrit.released().clear();

    UpdateResult late = run(update("init:1.0.0-10"));

    assertThat(late.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(gerrit.open()).isEmpty();
    assertThat(gerrit.abandoned.get(2)).startsWith("init is held at 1.0.0-2 by change 1");
  }

  @Test
  void unholdEndsWhatIsMergedAndWhatIsOpen() throws Exception {
    bumpedAndMerged();
    run(rollback(new Image("init", "1.0.0-2")));
    gerrit.merge(1);
    run(rollback(new Image("init", "1.0.0-1")));

    List<Hold> released = new HoldRelease(gerrit).release(target, Set.of("init", "other"));

    assertThat(released).extracting(Hold::tag).containsExactly("1.0.0-2", "1.0.0-1");
    assertThat(gerrit.open()).isEmpty();
    assertThat(run(update("init:1.0.0-10")).outcome()).isEqualTo(Outcome.PUSHED);
  }

  @Test
  void anUpdateThatSaysSoEndsTheHoldToo() throws Exception {
    bumpedAndMerged();
    run(rollback(new Image("init", "1.0.0-2")));
    gerrit.merge(1);

    UpdateResult result = run(update("init:1.0.0-10").releasing());

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(result.notes()).contains("init is not held at 1.0.0-2 by change 1 any more");
    assertThat(run(update("init:1.0.0-11")).outcome()).isEqualTo(Outcome.PUSHED);
  }

  @Test
  void aRefreshKeepsTheRollbackAndItsReason() throws Exception {
    bumpedAndMerged();
    run(rollback(new Image("init", "1.0.0-2")));
    gerrit.onBranch("values.yaml", values("1.0.0-10"));
    gerrit.conflicts(1);
    ChartUpdate update = chartUpdate();

    for (Refresh refresh : new ChartRefresh(gerrit, gerrit, update).refreshes(target, false)) {
      update.run(refresh.target(), refresh.request(), refresh.seen());
    }

    assertThat(gerrit.file(1, "values.yaml")).isEqualTo(values("1.0.0-2"));
    assertThat(gerrit.change(1).patchSets()).hasSize(2);
    assertThat(gerrit.change(1).current().message())
        .contains("Hold: init:1.0.0-2\nHold-Reason: breaks the upgrade\n");
  }

  @Test
  void whatIsNoEarlierTagIsRefused() throws Exception {
    assertThatThrownBy(() -> run(rollback(Image.gone("init"))))
        .isInstanceOf(UserException.class)
        .hasMessage("the last 1 commits of master have no earlier tag of init");
    assertThatThrownBy(() -> run(rollback(new Image("init", "1.0.0-2"))))
        .isInstanceOf(UserException.class)
        .hasMessage("cannot roll back init to 1.0.0-2: master has 1.0.0-1");
  }

  private static UpdateRequest rollback(Image image) {
    return new UpdateRequest(
            List.of(image), Optional.empty(), IfMissing.FAIL, true, false, false, true, false)
        .holding(REASON);
  }

  private UpdateRequest update(String... images) throws UserException {
    List<Image> parsed = new ArrayList<>();
    for (String image : images) {
      parsed.add(target.images().parse(image));
    }
    return new UpdateRequest(
        parsed, Optional.empty(), IfMissing.ADD_IF_NEW, true, false, false, false, false);
  }

  private UpdateResult run(UpdateRequest request) throws Exception {
    return chartUpdate().run(target, request);
  }

  private ChartUpdate chartUpdate() {
    return TestUpdates.of(gerrit);
  }
}
