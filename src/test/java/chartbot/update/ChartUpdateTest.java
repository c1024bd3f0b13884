package chartbot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.inspect.ChangeStatus;
import chartbot.inspect.ChartRefresh;
import chartbot.inspect.ChartStatus;
import chartbot.inspect.Refresh;
import chartbot.lifecycle.Given;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.CommitRules;
import chartbot.target.Identity;
import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Approved;
import chartbot.target.ReviewRules.Readiness;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole updates on a Gerrit in memory: what one run leaves for the next, and what goes wrong. */
class ChartUpdateTest {

  private static final String MODEL = "eric-enm-models-custom-service";
  private static final String TEMPLATE = "templates/" + MODEL + ".yaml";

  private final FakeGerrit gerrit =
      new FakeGerrit(
          Map.of(
              "Chart.yaml",
              "apiVersion: v2\nname: infra\nversion: 1.0.0\n",
              "values.yaml",
              "images:\n  init:\n    name: init\n    tag: 1.0.0-1\n",
              "README",
              "nobody touches this\n"));

  private Target target = TestTarget.of("charts", "master");

  @Test
  void aGitReplicaThatLagsIsWaitedForAndNeverBuiltOn() throws Exception {
    String old = gerrit.tip(target).orElseThrow();
    gerrit.onBranch("README", "moved on\n");
    gerrit.lagging.addAll(List.of(old, old));

    UpdateResult result = update(Asked.of("init:1.0.0-2"));

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.file(1, "README")).isEqualTo("moved on\n");
    assertThat(gerrit.lagging).isEmpty();
  }

  @Test
  void aGitReplicaThatLagsForGoodIsReported() throws Exception {
    String old = gerrit.tip(target).orElseThrow();
    gerrit.onBranch("README", "moved on\n");
    gerrit.lagging.addAll(Collections.nCopies(100, old));

    assertThatThrownBy(() -> update(Asked.of("init:1.0.0-2")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Git has " + old);
    assertThat(gerrit.changes(target).open()).isEmpty();
  }

  @Test
  void theDifferenceOfAChartInAFolderNamesItsFilesAsTheProjectDoes() throws Exception {
    target = TestTarget.of("charts", "master", "charts/infra");

    UpdateResult result = update(Asked.of("init:1.0.0-2"));

    assertThat(result.diff())
        .startsWith("diff --git a/charts/infra/values.yaml b/charts/infra/values.yaml\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"VERSION", "latest", "2.0.0-SNAPSHOT", "\"\""})
  void aTagThatDoesNotMatchThePatternIsReplaced(String tag) throws Exception {
    gerrit.onBranch("values.yaml", "images:\n  init:\n    name: init\n    tag: " + tag + "\n");

    UpdateResult result = update(Asked.of("init:1.0.0-2"));

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.file(1, "values.yaml")).contains("    tag: ").contains("1.0.0-2");
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void aForcedRunReplacesAPersonsTemplate() throws Exception {
    update(Asked.of(MODEL + ":1.0.0-1"));
    gerrit.amend(1, TEMPLATE, "a person's\n");

    UpdateResult result = update(Asked.of(MODEL + ":1.0.0-1").force());

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.file(1, TEMPLATE)).contains("kind: Job");
  }

  @Test
  void whatTheBranchHasByNowIsAbandoned() throws Exception {
    update(Asked.of("init:1.0.0-2"));
    gerrit.onBranch("values.yaml", "images:\n  init:\n    name: init\n    tag: 1.0.0-2\n");

    UpdateResult result = update(Asked.of("init:1.0.0-2"));

    assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(gerrit.abandoned).containsKey(1);
  }

  @Test
  void anImageThatTheOpenChangeAddsIsNotMissing() throws Exception {
    update(Asked.of(MODEL + ":1.0.0-1"));

    UpdateResult result = update(Asked.of(MODEL + ":1.0.0-2").ifMissing(IfMissing.SKIP));

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.abandoned).isEmpty();
    assertThat(gerrit.change(1).images()).isEqualTo(Map.of(MODEL, "1.0.0-2"));
    UpdateResult again = update(Asked.of(MODEL + ":1.0.0-2").ifMissing(IfMissing.FAIL));
    assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
  }

  @Test
  void anImageThatIsSkippedWithdrawsNothingAndIsTold() throws Exception {
    update(Asked.of(MODEL + ":1.0.0-1"));
    gerrit.amend(1, "README", "a person's\n");

    UpdateResult result = update(Asked.of("other:1.0.0-1").group("x").ifMissing(IfMissing.SKIP));

    assertThat(result.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(result.notes()).containsExactly("image 'other' is not in the chart: skipped");
    assertThat(gerrit.abandoned).isEmpty();
    assertThat(gerrit.open()).hasSize(1);
  }

  @Test
  void anImageThatIsSkippedBesideOthersIsToldAndDoesNotStopThem() throws Exception {
    UpdateResult result =
        update(Asked.of("init:1.0.0-2", "other:1.0.0-1").ifMissing(IfMissing.SKIP));

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(result.notes()).containsExactly("image 'other' is not in the chart: skipped");
    assertThat(gerrit.change(1).images()).isEqualTo(Map.of("init", "1.0.0-2"));
  }

  @Test
  void anImageThatIsNowhereStillFails() throws Exception {
    update(Asked.of("init:1.0.0-2").group("g"));

    assertThatThrownBy(
            () -> update(Asked.of(MODEL + ":1.0.0-1").group("g").ifMissing(IfMissing.FAIL)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the chart has no image '" + MODEL + "'");
    assertThat(gerrit.abandoned).isEmpty();
  }

  @Test
  void whatAnotherRunOfTheGroupAskedForMeanwhileIsNotLost() throws Exception {
    update(Asked.of("init:1.0.0-2").group("g"));
    gerrit.pushes.add(
        push -> {
          update(Asked.of(MODEL + ":1.0.0-1").group("g"));
          return push.take();
        });

    update(Asked.of("init:1.0.0-3").group("g"));

    assertThat(gerrit.change(1).images()).isEqualTo(Map.of("init", "1.0.0-3", MODEL, "1.0.0-1"));
  }

  @Test
  void aChangeThatAnotherGroupCoversMeanwhileIsWithdrawnAndTheOtherOneTold() throws Exception {
    gerrit.pushes.add(
        push -> {
          update(Asked.of("init:1.0.0-2", MODEL + ":1.0.0-1"));
          return push.take();
        });

    UpdateResult result = update(Asked.of("init:1.0.0-2"));

    assertThat(gerrit.open()).extracting(OpenChange::number).containsExactly(1);
    assertThat(gerrit.abandoned.get(2)).startsWith("covered by change 1: ");
    assertThat(result.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(result.change().orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void ofTwoGroupsThatAskForTheSameAtOnceOneChangeStays() throws Exception {
    gerrit.pushes.add(
        push -> {
          update(Asked.of("init:1.0.0-2"));
          return push.take();
        });

    UpdateResult result = update(Asked.of("init:1.0.0-2").group("nightly"));

    assertThat(gerrit.open()).extracting(OpenChange::number).containsExactly(1);
    assertThat(result.change().orElseThrow().number()).isEqualTo(1);
  }

  @Test
  void aChangeThatWasToStayAndIsClosedMeanwhileIsMadeAnew() throws Exception {
    gerrit.pushes.add(
        push -> {
          update(Asked.of("init:1.0.0-2", MODEL + ":1.0.0-1"));
          OpenChange kept = gerrit.change(1);
          gerrit.beforeAbandoning = () -> gerrit.close(kept);
          return push.take();
        });

    UpdateResult result = update(Asked.of("init:1.0.0-2"));

    assertThat(gerrit.open()).extracting(OpenChange::number).containsExactly(3);
    assertThat(gerrit.change(3).images()).isEqualTo(Map.of("init", "1.0.0-2"));
    assertThat(result.change().orElseThrow().number()).isEqualTo(3);
  }

  @Test
  void aDowngradeOfOneImageIsNoneOfTheOthers() throws Exception {
    onBranch("alpha", "1.0.0-3", "beta", "1.0.0-4");
    update(Asked.of("beta:1.0.0-5").group("g"));
    update(Asked.of("alpha:1.0.0-0").group("g").allowingDowngrade());
    assertThat(gerrit.change(1).current().message())
        .contains("Chartbot-Options: downgrade=alpha\n");
    onBranch("alpha", "1.0.0-4", "beta", "1.0.0-7");

    refresh();

    assertThat(gerrit.change(1).images()).isEqualTo(Map.of("alpha", "1.0.0-0", "beta", "1.0.0-7"));
    assertThat(gerrit.file(1, "values.yaml")).contains("tag: 1.0.0-0", "tag: 1.0.0-7");
  }

  @Test
  void aNewerTagOfAnotherGroupDoesNotStandForADowngrade() throws Exception {
    onBranch("alpha", "1.0.0-3", "beta", "1.0.0-4");
    update(Asked.of("alpha:1.0.0-5", "beta:1.0.0-5"));

    UpdateResult result = update(Asked.of("alpha:1.0.0-2").allowingDowngrade());

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.change(2).images()).isEqualTo(Map.of("alpha", "1.0.0-2"));
    assertThat(update(Asked.of("alpha:1.0.0-5", "beta:1.0.0-6")).outcome())
        .isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.abandoned).isEmpty();
  }

  @Test
  void aChangeOfAnotherGroupThatConflictsDoesNotStandForWhatIsWanted() throws Exception {
    onBranch("alpha", "1.0.0-3", "beta", "1.0.0-4");
    update(Asked.of("alpha:1.0.0-5", "beta:1.0.0-5"));
    gerrit.onBranch("README", "moved on\n");
    assertThat(update(Asked.of("alpha:1.0.0-5")).outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    gerrit.conflicts(1);

    UpdateResult result = update(Asked.of("alpha:1.0.0-5"));

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(result.change().orElseThrow().number()).isEqualTo(2);
    assertThat(gerrit.abandoned).isEmpty();
    refresh();
    assertThat(gerrit.open()).extracting(OpenChange::number).containsExactly(1);
  }

  @Test
  void aChangeThatAPersonHoldsBesideANewerOneIsToldAndLeft() throws Exception {
    update(Asked.of("init:1.0.0-2"));
    OpenChange older = gerrit.change(1);
    gerrit.close(older);
    update(Asked.of("init:1.0.0-5"));
    gerrit.reopen(older);
    gerrit.amend(1, "README", "a person's\n");

    UpdateResult result = update(Asked.of("init:1.0.0-5"));

    assertThat(gerrit.open()).extracting(OpenChange::number).containsExactly(1, 2);
    assertThat(result.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(result.change().orElseThrow().number()).isEqualTo(2);
    assertThat(result.notes()).anyMatch(note -> note.startsWith("change 1 is left alone: "));
  }

  @Test
  void theJobOfOneImageStaysWhereAnotherIsAskedForWithoutOne() throws Exception {
    update(Asked.of(MODEL + ":1.0.0-1").group("g"));

    update(Asked.of("other:1.0.0-1").group("g").withoutJob());

    assertThat(gerrit.file(1, TEMPLATE)).contains("kind: Job");
    assertThat(gerrit.file(1, "values.yaml")).contains(MODEL + "-job:").doesNotContain("other-job");
    assertThat(gerrit.change(1).current().message()).contains("Chartbot-Options: no-job=other\n");
    update(Asked.of(MODEL + ":1.0.0-2").group("g"));
    gerrit.onBranch("README", "moved on\n");
    gerrit.conflicts(1);
    refresh();
    assertThat(gerrit.change(1).patchSets()).hasSize(4);
    assertThat(gerrit.file(1, TEMPLATE)).contains("kind: Job");
    assertThat(gerrit.file(1, "values.yaml")).contains(MODEL + "-job:").doesNotContain("other-job");
  }

  @Test
  void anImageThatTheOpenChangeOnlyBumpsIsMissingWhereTheBranchHasItNoLonger() throws Exception {
    update(Asked.of("init:1.0.0-2"));
    gerrit.onBranch("values.yaml", "images:\n  other:\n    name: other\n    tag: 1.0.0-1\n");

    assertThatThrownBy(() -> update(Asked.of("init:1.0.0-3").ifMissing(IfMissing.FAIL)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the chart has no image 'init'");
    assertThat(update(Asked.of("init:1.0.0-3").ifMissing(IfMissing.SKIP)).notes())
        .contains(
            "image 'init' is not in the chart: skipped",
            "change 1 is left alone: the chart has none of its images any more");
    gerrit.conflicts(1);
    assertThat(refresh()).extracting(UpdateResult::outcome).containsExactly(Outcome.UNCHANGED);
    assertThat(gerrit.change(1).patchSets()).hasSize(1);
  }

  @Test
  void anImageThatTheBranchHasNoLongerIsNotAddedForAnotherOfItsGroup() throws Exception {
    onBranch("waitInit", "1.0.0-1", "beta", "1.0.0-1");
    update(Asked.of("waitInit:1.0.0-2", "beta:1.0.0-2", MODEL + ":1.0.0-1").group("g"));
    gerrit.onBranch("values.yaml", "images:\n  beta:\n    name: beta\n    tag: 1.0.0-1\n");

    UpdateResult result = update(Asked.of("beta:1.0.0-3").group("g"));

    assertThat(result.notes()).containsExactly("image 'waitInit' is not in the chart: skipped");
    assertThat(gerrit.change(1).images()).isEqualTo(Map.of("beta", "1.0.0-3", MODEL, "1.0.0-1"));
    gerrit.conflicts(1);
    gerrit.onBranch("README", "moved on\n");
    refresh();
    assertThat(gerrit.change(1).patchSets()).hasSize(3);
    assertThat(gerrit.change(1).images()).isEqualTo(Map.of("beta", "1.0.0-3", MODEL, "1.0.0-1"));
    assertThat(gerrit.file(1, "values.yaml")).doesNotContain("waitInit").contains(MODEL + "-job:");
  }

  @Test
  void aTemplateToBeOverwrittenIsSoForLaterRunsToo() throws Exception {
    update(Asked.of(MODEL + ":1.0.0-1"));
    gerrit.merge(1);
    gerrit.onBranch(TEMPLATE, "a person's: {{ .Values.x }}\n");
    update(Asked.of(MODEL + ":1.0.0-1").overwritingTemplate());
    int change = gerrit.open().get(0).number();
    String standard = gerrit.file(change, TEMPLATE);
    assertThat(standard).contains("kind: Job");

    assertThat(refresh())
        .extracting(UpdateResult::outcome)
        .containsExactly(Outcome.ALREADY_PROPOSED);
    assertThat(update(Asked.of(MODEL + ":1.0.0-1")).outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    update(Asked.of(MODEL + ":1.0.0-2"));
    update(Asked.of(MODEL + ":1.0.0-3"));

    assertThat(gerrit.abandoned).isEmpty();
    assertThat(gerrit.open()).hasSize(1);
    assertThat(gerrit.file(change, TEMPLATE)).isEqualTo(standard);
    assertThat(gerrit.change(change).current().message())
        .contains("Chartbot-Options: overwrite-template\n");
  }

  @Test
  void aPatchSetThatIsNotRestoredAtOnceIsRestoredInALaterRound() throws Exception {
    overwriteAPersonsPatchSet();
    gerrit.putBacks.add(push -> new PushResult.Regenerate("lock failure"));
    gerrit.putBacks.add(push -> new PushResult.Unknown("cut off", "f".repeat(40)));
    gerrit.putBacks.add(
        push -> {
          throw EnvironmentException.temporary("no network", null, null);
        });

    UpdateResult result = update(Asked.of("init:1.0.0-3"));

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(gerrit.file(1, "README")).isEqualTo("a person's\n");
    assertThat(gerrit.change(1).patchSets()).hasSize(4);
    assertThat(gerrit.comments).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My own words\n",
        "values: my own\n",
        "My own words\n\nChange-ID: ID\nTeam: x\n",
        "My own words\n\nChange-Id: ID\n\nand an afterthought\n"
      })
  void aPatchSetIsRestoredOnItsChangeWhateverItsMessage(String message) throws Exception {
    update(Asked.of("init:1.0.0-2"));
    String words = message.replace("ID\n", gerrit.change(1).changeId() + "\n");
    gerrit.pushes.add(
        push -> {
          gerrit.amend(1, "README", "a person's\n", words);
          return push.take();
        });

    assertThat(update(Asked.of("init:1.0.0-3")).outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(update(Asked.of("init:1.0.0-4")).outcome()).isEqualTo(Outcome.LEFT_ALONE);

    assertThat(gerrit.open()).hasSize(1);
    assertThat(gerrit.change(1).patchSets()).hasSize(4);
    assertThat(gerrit.file(1, "README")).isEqualTo("a person's\n");
    assertThat(gerrit.change(1).current().message())
        .startsWith(words.lines().findFirst().orElseThrow() + "\n\n");
  }

  @Test
  void aPatchSetThatARunLeftOverwrittenIsRestoredByTheNext() throws Exception {
    overwriteAPersonsPatchSet();
    for (int i = 0; i < 5; i++) {
      gerrit.putBacks.add(
          push -> {
            throw EnvironmentException.temporary("no network", null, null);
          });
    }
    assertThatThrownBy(() -> update(Asked.of("init:1.0.0-3")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("no network");
    assertThat(gerrit.file(1, "README")).isEqualTo("nobody touches this\n");

    UpdateResult preview = update(Asked.of("init:1.0.0-3").dryRun());
    assertThat(preview.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(gerrit.change(1).patchSets()).hasSize(3);
    refresh();

    assertThat(gerrit.file(1, "README")).isEqualTo("a person's\n");
    assertThat(gerrit.change(1).heldByOtherThan(Given.BOT)).isTrue();
    assertThat(update(Asked.of("init:1.0.0-4")).outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(gerrit.change(1).patchSets()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'Model-Image: init:1.0.0-2', 'Model-Image: init:1.0.0-2\nModel-Image: more:1.0.0-2'",
    "g, 'Chartbot-Group: g\n', ''",
    "'', 'Model-Image: eric-enm-models-other:1.0.0-2\n', ''",
    "'', 'Chartbot-Chart: sub\n', ''"
  })
  void aChangeStaysInItsGroupWhateverFootersAPersonGivesIt(
      String group, String footer, String instead) throws Exception {
    target = TestTarget.of("charts", "master", "sub");
    Asked first = Asked.of("init:1.0.0-2", "eric-enm-models-other:1.0.0-2");
    Asked second = Asked.of("init:1.0.0-3", "eric-enm-models-other:1.0.0-3");
    update(group.isEmpty() ? first : first.group(group));
    String message = gerrit.change(1).current().message();
    String edited = message.replace(footer, instead);
    assertThat(edited).isNotEqualTo(message);
    gerrit.amend(1, "README", "a person's\n", edited);

    UpdateResult result = update(group.isEmpty() ? second : second.group(group));
    refresh();

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(gerrit.open()).hasSize(1);
    assertThat(gerrit.change(1).patchSets()).hasSize(2);
    assertThat(gerrit.comments).hasSize(1);
    assertThat(status()).extracting(ChangeStatus::heldByOthers).containsExactly(true);
  }

  @Test
  void aChangeIsHeldByItsPersonBeforeAndAfterTheirPatchSetIsRestored() throws Exception {
    overwriteAPersonsPatchSet();
    gerrit.putBacks.add(
        push -> {
          assertThat(holder()).contains(FakeGerrit.identity(Given.SOMEBODY));
          return push.take();
        });

    update(Asked.of("init:1.0.0-3"));

    assertThat(gerrit.change(1).current().uploader()).isEqualTo(Given.BOT.id());
    assertThat(holder()).contains(FakeGerrit.identity(Given.SOMEBODY));
    update(Asked.of("init:1.0.0-3").force());
    assertThat(holder()).isEmpty();
  }

  private Optional<Identity> holder() throws ChartbotException {
    return status().get(0).holder();
  }

  @Test
  void aPatchSetThatCannotBeRestoredIsGivenUpSoon() throws Exception {
    overwriteAPersonsPatchSet();
    for (int i = 0; i < 24; i++) {
      // Gerrit takes the push, and it is still not the newest patch set.
      gerrit.putBacks.add(
          push -> new PushResult.Accepted(1, "", gerrit.change(1).current().revision()));
    }

    assertThatThrownBy(() -> update(Asked.of("init:1.0.0-3")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageEndingWith(
            "a person's patch set of change 1 was restored several times, and one of chartbot's"
                + " overwrites patch set 2 again: http://gerrit/c/p/+/1");
    assertThat(gerrit.putBacks).hasSize(24 - 3);
  }

  @Test
  void aPatchSetThatWasReplacedByForceStaysReplaced() throws Exception {
    update(Asked.of("init:1.0.0-2"));
    gerrit.amend(1, "README", "a person's\n");

    update(Asked.of("init:1.0.0-3").force());
    update(Asked.of("init:1.0.0-4"));

    assertThat(gerrit.file(1, "README")).isEqualTo("nobody touches this\n");
    assertThat(gerrit.change(1).images()).isEqualTo(Map.of("init", "1.0.0-4"));
  }

  @Test
  void aPushWhoseAnswerIsLostIsReportedLikeOneThatIsAnswered() throws Exception {
    gerrit.pushes.add(ChartUpdateTest::takenWithoutAnswer);

    UpdateResult result = update(Asked.of("init:1.0.0-2"));

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(result.verified()).isEqualTo(Verified.FULL);
    assertThat(result.renderedDiff()).contains("+kind: Job # after");
    assertThat(gerrit.change(1).patchSets()).hasSize(1);
  }

  @Test
  void aPushThatMayHaveBeenTakenIsNamedWhereTheNetworkStaysAway() {
    gerrit.pushes.add(ChartUpdateTest::takenWithoutAnswer);
    gerrit.pushes.add(
        push -> {
          throw new AssertionError("the change is not seen, so nothing is pushed");
        });
    gerrit.fails(1, 5);

    assertThatThrownBy(() -> update(Asked.of("init:1.0.0-2")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("a push to refs/for/master of charts may have been taken")
        .hasMessageEndingWith("but afterwards: no network")
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isTrue());
  }

  @Test
  void refreshKeepsTheMessageAndTheFootersThatWereGivenByHand() throws Exception {
    CommitRules configured =
        new CommitRules(
            Optional.empty(),
            Map.of("Issue-ID", "A-1", "Build-Url", "http://ci/2"),
            Optional.empty(),
            Optional.empty());
    Map<String, String> byHand = new LinkedHashMap<>();
    byHand.put("Issue-ID", "B-2");
    byHand.put("Build-Url", "http://ci/1");
    byHand.put("Team", "x");
    target =
        target.withCommit(
            configured.withFooters(byHand).withMessage("My own words\n\nof two paragraphs"));
    update(Asked.of("init:1.0.0-2"));
    target = target.withCommit(configured);
    gerrit.conflicts(1);
    gerrit.onBranch("README", "moved on\n");

    refresh();

    assertThat(gerrit.change(1).patchSets()).hasSize(2);
    assertThat(gerrit.change(1).current().message())
        .startsWith("My own words\n\nof two paragraphs\n\n")
        .contains("Issue-ID: B-2\n", "Build-Url: http://ci/2\n", "Team: x\n")
        .contains("Chartbot-Options: message\n")
        .doesNotContain("http://ci/1", "A-1");
    update(Asked.of("init:1.0.0-3"));
    assertThat(gerrit.change(1).current().message())
        .startsWith("Update init to 1.0.0-3\n")
        .contains("Issue-ID: A-1\n");
  }

  @Test
  void aPreviewOfAChangeThatIsLeftAloneSaysWhy() throws Exception {
    update(Asked.of("init:1.0.0-2"));
    gerrit.amend(1, "README", "a person's\n");

    UpdateResult result = update(Asked.of("init:1.0.0-3").dryRun());

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(result.notes())
        .containsExactly(
            "init:1.0.0-3 is not proposed",
            "change 1 is left alone: patch set 2 was uploaded by account 8;"
                + " 'chartbot update --force' overrides that");
    assertThat(gerrit.comments).isEmpty();
  }

  @Test
  void onlyTheFirstPushMarksAChangeWorkInProgressUnlessItIsAskedForNow() throws Exception {
    ReviewRules rules = ReviewRules.defaults();
    target = target.withReview(readiness(rules, Readiness.WIP, Readiness.UNCHANGED));
    update(Asked.of("init:1.0.0-2"));
    update(Asked.of("init:1.0.0-3"));
    target = target.withReview(readiness(rules, Readiness.READY, Readiness.READY));
    update(Asked.of("init:1.0.0-4"));

    assertThat(gerrit.options.get(0)).contains("wip");
    assertThat(gerrit.options.get(1)).doesNotContain("wip", "ready");
    assertThat(gerrit.options.get(2)).contains("ready");
  }

  @Test
  void anApprovedChangeThatIsKeptMergesAndARefreshProposesTheNewerTagThen()
      throws ChartbotException {
    target = target.withReview(target.review().withApproved(Approved.KEEP));
    update(Asked.of("init:1.0.0-2"));
    gerrit.approve(1);

    UpdateResult result = update(Asked.of("init:1.0.0-3"));
    update(Asked.of("init:1.0.0-3"));

    assertThat(result.outcome()).isEqualTo(Outcome.WAITING_FOR_MERGE);
    assertThat(result.notes())
        .contains("init:1.0.0-3 is not proposed")
        .anyMatch(note -> note.startsWith("change 1 can be submitted and is left to merge"));
    assertThat(gerrit.change(1).patchSets()).hasSize(1);
    assertThat(gerrit.comments).hasSize(1);

    gerrit.merge(1);
    assertThat(refresh()).extracting(UpdateResult::outcome).containsExactly(Outcome.PUSHED);
    assertThat(gerrit.open()).hasSize(1);
    assertThat(gerrit.open().get(0).images()).containsEntry("init", "1.0.0-3");
  }

  @Test
  void anApprovedChangeThatIsKeptGetsWhatItWasAskedForWhenItLosesTheApproval()
      throws ChartbotException {
    target = target.withReview(target.review().withApproved(Approved.KEEP));
    update(Asked.of("init:1.0.0-2"));
    gerrit.approve(1);
    update(Asked.of("init:1.0.0-4"));
    gerrit.disapprove(1);

    assertThat(update(Asked.of("init:1.0.0-3")).outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(gerrit.change(1).images()).containsEntry("init", "1.0.0-4");
  }

  @Test
  void anApprovedChangeThatDoesNotMergeIsReplacedAllTheSame() throws ChartbotException {
    target = target.withReview(target.review().withApproved(Approved.KEEP));
    update(Asked.of("init:1.0.0-2"));
    gerrit.approve(1);
    gerrit.onBranch("README", "moved on");
    gerrit.conflicts(1);

    assertThat(update(Asked.of("init:1.0.0-3")).outcome()).isEqualTo(Outcome.PUSHED);
  }

  @Test
  void whoeverBuildsOnAnAbandonedChangeIsToldOnThatChange() throws ChartbotException {
    update(Asked.of("init:1.0.0-2"));
    gerrit.stacked.put(1, List.of(41));
    gerrit.onBranch("values.yaml", gerrit.file(1, "values.yaml"));

    UpdateResult result = update(Asked.of("init:1.0.0-2"));

    assertThat(gerrit.abandoned).containsOnlyKeys(1);
    assertThat(gerrit.comments).singleElement().asString().contains("abandoned change 1");
    assertThat(result.notes()).anyMatch(note -> note.startsWith("change 41 builds on change 1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20})
  void aRefreshWithNothingToDoAsksAsOftenForManyChangesAsForFew(int changes)
      throws ChartbotException {
    for (int i = 0; i < changes; i++) {
      update(Asked.of("eric-enm-models-m" + i + ":1.0.0-2"));
    }
    gerrit.requests = 0;

    assertThat(refresh())
        .hasSize(changes)
        .extracting(UpdateResult::outcome)
        .containsOnly(Outcome.ALREADY_PROPOSED);
    assertThat(gerrit.requests).isEqualTo(2);
  }

  private static ReviewRules readiness(ReviewRules rules, Readiness first, Readiness later) {
    return new ReviewRules(
        rules.topic(),
        rules.hashtags(),
        rules.reviewers(),
        rules.cc(),
        first,
        new ReviewRules.ByHand(later, List.of(), List.of()),
        rules.patchSetNotify(),
        rules.attention(),
        rules.renderedDiffComment(),
        rules.approved(),
        rules.label());
  }

  private static PushResult takenWithoutAnswer(FakeGerrit.Push push) throws ChartbotException {
    PushResult.Accepted accepted = (PushResult.Accepted) push.take();
    return new PushResult.Unknown("cut off", accepted.revision());
  }

  /** The next push of the bot comes to lie over a patch set that a person has just uploaded. */
  private void overwriteAPersonsPatchSet() throws ChartbotException {
    update(Asked.of("init:1.0.0-2"));
    gerrit.pushes.add(
        push -> {
          gerrit.amend(1, "README", "a person's\n");
          return push.take();
        });
  }

  /** The branch holds two plain images beside each other. */
  private void onBranch(String one, String itsTag, String other, String itsTagToo) {
    gerrit.onBranch(
        "values.yaml",
        String.format(
            "images:\n  %s:\n    name: %s\n    tag: %s\n  %s:\n    name: %s\n    tag: %s\n",
            one, one, itsTag, other, other, itsTagToo));
  }

  private UpdateResult update(Asked asked) throws ChartbotException {
    return chartUpdate().run(target, asked.request());
  }

  private List<UpdateResult> refresh() throws ChartbotException {
    List<UpdateResult> results = new ArrayList<>();
    for (Refresh refresh :
        new ChartRefresh(gerrit, gerrit, chartUpdate()).refreshes(target, false)) {
      results.add(chartUpdate().run(refresh.target(), refresh.request(), refresh.seen()));
    }
    return results;
  }

  private List<ChangeStatus> status() throws ChartbotException {
    return new ChartStatus(gerrit, gerrit).run(target).changes();
  }

  private ChartUpdate chartUpdate() {
    return TestUpdates.rendering(gerrit, gerrit);
  }

  /** What a run asks for, as the command line would put it. */
  private record Asked(UpdateRequest request) {

    static Asked of(String... images) {
      List<Image> parsed =
          Given.tags(images).entrySet().stream()
              .map(image -> new Image(image.getKey(), image.getValue()))
              .toList();
      return new Asked(
          new UpdateRequest(
              parsed, Optional.empty(), IfMissing.ADD, true, false, false, false, false));
    }

    Asked group(String name) {
      return with(Optional.of(name), request.ifMissing(), false, false, false);
    }

    Asked ifMissing(IfMissing what) {
      return with(request.group(), what, false, false, false);
    }

    Asked overwritingTemplate() {
      return with(request.group(), request.ifMissing(), true, false, false);
    }

    Asked dryRun() {
      return with(request.group(), request.ifMissing(), false, true, false);
    }

    Asked withoutJob() {
      return new Asked(
          new UpdateRequest(
              request.images(),
              request.group(),
              request.ifMissing(),
              false,
              false,
              false,
              false,
              false));
    }

    Asked allowingDowngrade() {
      return new Asked(
          new UpdateRequest(
              request.images(),
              request.group(),
              request.ifMissing(),
              true,
              false,
              false,
              true,
              false));
    }

    Asked force() {
      return with(request.group(), request.ifMissing(), false, false, true);
    }

    private Asked with(
        Optional<String> group,
        IfMissing ifMissing,
        boolean overwriteTemplate,
        boolean dryRun,
        boolean force) {
      return new Asked(
          new UpdateRequest(
              request.images(), group, ifMissing, true, overwriteTemplate, dryRun, false, force));
    }
  }
}
