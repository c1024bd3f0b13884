package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.error.EnvironmentException;
import chartbot.sandbox.GerritRest;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What people do to the bot's change and to its branch, each followed by a run. */
@RealGerrit
class PeopleIT {

  private static final String IMAGE = "eric-enm-models-custom-service";

  private final TestGerrit gerrit;

  PeopleIT(TestGerrit gerrit) {
    this.gerrit = gerrit;
  }

  @Test
  void aPatchSetOfSomebodyElseIsRespectedAndToldOnce() throws Exception {
    TestProject project = proposed("1.2.3-4");
    project.amend(gerrit.human(), project.onlyOpenChange(), "README", "a person was here\n");

    UpdateResult first = update(project, "1.2.3-5");
    UpdateResult second = update(project, "1.2.3-6");

    assertThat(first.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(second.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
    assertThat(project.onlyOpenChange().messages())
        .filteredOn(message -> message.contains("chartbot leaves this change alone"))
        .hasSize(1);
  }

  @Test
  void aPatchSetOfSomebodyElseIsReplacedByForce() throws Exception {
    TestProject project = proposed("1.2.3-4");
    project.amend(gerrit.human(), project.onlyOpenChange(), "README", "a person was here\n");

    UpdateResult result = new Bot(gerrit, project).force().update(IMAGE + ":1.2.3-5");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(3);
    assertThat(project.file(project.onlyOpenChange(), "README")).isEqualTo(Bot.CHART.get("README"));
  }

  @Test
  void aCommitMessageEditedInGerritIsRespected() throws Exception {
    TestProject project = proposed("1.2.3-4");
    TestChange change = project.onlyOpenChange();
    gerrit
        .rest(gerrit.human())
        .put(
            project.path(change.number()) + "/message",
            Map.of("message", "My own words\n\nChange-Id: " + change.changeId() + "\n"));

    UpdateResult result = update(project, "1.2.3-5");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(project.onlyOpenChange().subject()).isEqualTo("My own words");
  }

  @Test
  void aChangeStaysInItsGroupWhateverFootersAPersonGivesIt() throws Exception {
    TestProject one = proposed("1.2.3-4");
    TestProject named = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, named).group("g").update(IMAGE + ":1.2.3-4");
    reword(one, message -> message.replace("\nModel-Image:", "\nModel-Image: b:1\nModel-Image:"));
    reword(named, message -> message.replace("Chartbot-Group: g\n", ""));

    UpdateResult ofOne = update(one, "1.2.3-5");
    UpdateResult ofNamed = new Bot(gerrit, named).group("g").update(IMAGE + ":1.2.3-5");

    assertThat(List.of(ofOne, ofNamed))
        .extracting(UpdateResult::outcome)
        .containsOnly(Outcome.LEFT_ALONE);
    for (TestProject project : List.of(one, named)) {
      new Bot(gerrit, project).refresh();
      assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
    }
  }

  @Test
  void aPatchSetIsRestoreOnItsChangeWhateverItsMessage() throws Exception {
    for (String words :
        List.of("My own words\n", "My own words\n\nChange-ID: ID\n", "My own words\n\nTeam: x\n")) {
      TestProject project = proposed("1.2.3-4");
      gerrit
          .rest(gerrit.admin())
          .put(
              "/projects/" + GerritRest.segment(project.name()) + "/config",
              Map.of("require_change_id", "FALSE"));
      String id = project.onlyOpenChange().changeId();

      UpdateResult result =
          new Bot(gerrit, project)
              .beforePush(() -> reword(project, message -> words.replace("ID\n", id + "\n")))
              .update(IMAGE + ":1.2.3-5");
      update(project, "1.2.3-6");

      assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
      assertThat(project.onlyOpenChange().patchSet()).isEqualTo(4);
      assertThat(project.onlyOpenChange().subject()).isEqualTo("My own words");
      assertThat(new Bot(gerrit, project).status())
          .extracting(status -> status.holder().orElseThrow().email())
          .containsExactly(gerrit.human().email());
    }
  }

  @Test
  void aMergeThatIsRestoreStaysAMerge() throws Exception {
    TestProject project = proposed("1.2.3-4");
    project.createBranch("other");
    GerritRest admin = gerrit.rest(gerrit.admin());
    TestChange elsewhere =
        new TestChange(
            admin
                .post(
                    "/changes/",
                    Map.of("project", project.name(), "branch", "other", "subject", "Elsewhere"))
                .getAsJsonObject());
    project.amend(gerrit.admin(), elsewhere, "elsewhere", "x\n");
    project.submit(elsewhere);
    String change = project.path(project.onlyOpenChange().number());

    UpdateResult result =
        new Bot(gerrit, project)
            .beforePush(
                () ->
                    admin.post(
                        change + "/merge",
                        Map.of("subject", "Take both", "merge", Map.of("source", "other"))))
            .update(IMAGE + ":1.2.3-5");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(4);
    assertThat(
            admin
                .get(change + "/revisions/current/commit")
                .getAsJsonObject()
                .getAsJsonArray("parents"))
        .hasSize(2);
  }

  @Test
  void aVetoIsRespected() throws Exception {
    TestProject project = proposed("1.2.3-4");
    project.vote(gerrit.admin(), project.onlyOpenChange(), -2);

    UpdateResult result = update(project, "1.2.3-5");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(result.notes()).anyMatch(note -> note.contains("Code-Review -2"));
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
  }

  @Test
  void theIgnoreHashtagIsRespected() throws Exception {
    TestProject project = proposed("1.2.3-4");
    post(
        project, project.onlyOpenChange(), "/hashtags", Map.of("add", List.of("chartbot: ignore")));

    UpdateResult result = update(project, "1.2.3-5");

    assertThat(result.outcome()).isEqualTo(Outcome.LEFT_ALONE);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
  }

  @Test
  void aChangeThatStillMergesKeepsItsPatchSetAndItsVotes() throws Exception {
    TestProject project = proposed("1.2.3-4");
    project.vote(gerrit.human(), project.onlyOpenChange(), 1);
    project.mergeElsewhere("README", "the branch moves on\n");

    UpdateResult result = update(project, "1.2.3-4");

    assertThat(result.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(1);
  }

  @Test
  void aChangeThatConflictsIsMadeAnewFromTheTip() throws Exception {
    TestProject project = proposed("1.2.3-4");
    String values =
        Bot.chartFile(
            "values.yaml",
            "      tag: \"1.0.0-1\"\n".substring(2),
            "    tag: \"1.0.0-1\"\n  other:\n    name: other\n    tag: \"1.0.0-7\"\n");
    project.mergeElsewhere("values.yaml", values);

    UpdateResult result = update(project, "1.2.3-4");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
    assertThat(project.file(project.onlyOpenChange(), "values.yaml"))
        .contains("  other:\n    name: other\n    tag: \"1.0.0-7\"\n  " + IMAGE + ":\n");
    project.submit(project.onlyOpenChange());
  }

  @Test
  void aTagThatGotToTheBranchOnAnotherWayMakesTheChangeSuperfluous() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update("wait:1.0.0-2");
    project.mergeElsewhere("values.yaml", Bot.chartFile("values.yaml", "1.0.0-1", "1.0.0-3"));

    UpdateResult result = new Bot(gerrit, project).update("wait:1.0.0-2");

    assertThat(result.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(project.openChanges()).isEmpty();
  }

  @Test
  void aRestoredChangeBesideANewOneEndsAsOne() throws Exception {
    TestProject project = proposed("1.2.3-4");
    TestChange first = project.onlyOpenChange();
    project.abandon(first);
    update(project, "1.2.3-4");
    post(project, first, "/restore", Map.of());
    assertThat(project.openChanges()).hasSize(2);

    update(project, "1.2.3-5");

    assertThat(project.onlyOpenChange().message()).contains(IMAGE + ":1.2.3-5\n");
  }

  @Test
  void afterARevertTheSameTagIsANewChange() throws Exception {
    TestProject project = proposed("1.2.3-4");
    TestChange change = project.onlyOpenChange();
    project.submit(change);
    long revert =
        gerrit
            .rest(gerrit.admin())
            .post(project.path(change.number()) + "/revert", Map.of())
            .getAsJsonObject()
            .get("_number")
            .getAsLong();
    assertThat(update(project, "1.2.3-4").outcome()).isEqualTo(Outcome.UNCHANGED);
    project.submit(project.change(revert));

    UpdateResult result = update(project, "1.2.3-4");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.onlyOpenChange().changeId()).isNotEqualTo(change.changeId());
  }

  @Test
  void aCherryPickToAnotherBranchIsItsPersonsOwn() throws Exception {
    TestProject project = proposed("1.2.3-4");
    project.createBranch("release");
    gerrit
        .rest(gerrit.human())
        .post(
            project.path(project.onlyOpenChange().number()) + "/revisions/current/cherrypick",
            Map.of("destination", "release"));

    UpdateResult master = update(project, "1.2.3-5");
    UpdateResult release =
        new Bot(gerrit, Bot.target(project.name(), "release")).update(IMAGE + ":1.2.3-5");

    assertThat(master.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(release.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(open(project, "master")).hasSize(1);
    assertThat(open(project, "release"))
        .filteredOn(change -> change.hashtags().contains("chartbot"))
        .extracting(TestChange::number)
        .containsExactly((long) release.change().orElseThrow().number());
  }

  @Test
  void aChangeMovedToAnotherBranchLeavesRoomForOneOnEach() throws Exception {
    TestProject project = proposed("1.2.3-4");
    project.createBranch("release");
    TestChange moved = project.onlyOpenChange();
    gerrit
        .rest(gerrit.admin())
        .post(
            project.path(moved.number()) + "/move",
            Map.of("destination_branch", "release", "keep_all_votes", true));

    update(project, "1.2.3-4");
    UpdateResult release =
        new Bot(gerrit, Bot.target(project.name(), "release")).update(IMAGE + ":1.2.3-4");

    assertThat(release.outcome()).isEqualTo(Outcome.ALREADY_PROPOSED);
    assertThat(open(project, "master")).hasSize(1);
    assertThat(open(project, "release"))
        .extracting(TestChange::number)
        .containsExactly(moved.number());
  }

  @Test
  void aPrivateChangeIsStillFound() throws Exception {
    TestProject project = proposed("1.2.3-4");
    gerrit
        .rest(gerrit.bot())
        .post(project.path(project.onlyOpenChange().number()) + "/private", Map.of());

    UpdateResult result = update(project, "1.2.3-5");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(openAsTheBotSeesIt(project))
        .singleElement()
        .satisfies(change -> assertThat(change.patchSet()).isEqualTo(2));
  }

  @Test
  void aProjectWhoseChangesStartAsWorkInProgressGetsOneChange() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    gerrit
        .rest(gerrit.admin())
        .put(
            "/projects/" + GerritRest.segment(project.name()) + "/config",
            Map.of("work_in_progress_by_default", "TRUE", "private_by_default", "TRUE"));

    update(project, "1.2.3-4");
    update(project, "1.2.3-5");

    assertThat(openAsTheBotSeesIt(project))
        .singleElement()
        .satisfies(change -> assertThat(change.patchSet()).isEqualTo(2))
        .satisfies(change -> assertThat(change.isWorkInProgress()).isTrue());
  }

  @Test
  void aBranchRewrittenByForceGetsTheChangeAnew() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    String old = project.tip();
    project.mergeElsewhere(
        "values.yaml", Bot.chartFile("values.yaml", "replicas: 1", "replicas: 2"));
    update(project, "1.2.3-4");
    new TestClone(gerrit, project).rewriteBranch(old);

    UpdateResult result = update(project, "1.2.3-4");

    assertThat(result.change().orElseThrow().number())
        .isEqualTo((int) project.onlyOpenChange().number());
    assertThat(project.file(project.onlyOpenChange(), "values.yaml")).contains("replicas: 1\n");
  }

  @Test
  void aDeletedBranchIsNamed() throws Exception {
    TestProject project = proposed("1.2.3-4");
    // Gerrit does not delete a branch that has open changes.
    project.abandon(project.onlyOpenChange());
    GerritRest admin = gerrit.rest(gerrit.admin());
    project.createBranch("other");
    String path = "/projects/" + GerritRest.segment(project.name());
    admin.put(path + "/HEAD", Map.of("ref", "other"));
    admin.delete(path + "/branches/master");

    assertThatThrownBy(() -> update(project, "1.2.3-5"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("branch 'master'");
    assertThat(project.openChanges()).isEmpty();
  }

  @Test
  void aChangeOfOneImageIsAbandonedWhenAGroupCoversIt() throws Exception {
    TestProject project = proposed("1.2.3-4");
    TestChange single = project.onlyOpenChange();

    new Bot(gerrit, project).update(IMAGE + ":1.2.3-5", "wait:1.0.0-2");

    TestChange group = project.onlyOpenChange();
    assertThat(group.number()).isNotEqualTo(single.number());
    assertThat(project.change(single.number()).status()).isEqualTo("ABANDONED");
    assertThat(project.change(single.number()).messages())
        .anyMatch(message -> message.contains("covered by change " + group.number()));
  }

  @Test
  void aGroupThatIsCoveredInPartStaysAndIsTold() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    new Bot(gerrit, project).update(IMAGE + ":1.2.3-4", "wait:1.0.0-2");
    TestChange group = project.onlyOpenChange();

    UpdateResult result = new Bot(gerrit, project).update("wait:1.0.0-3");

    assertThat(result.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(project.openChanges()).hasSize(2);
    assertThat(result.notes())
        .anyMatch(note -> note.startsWith("change " + group.number() + " is about wait too"));
  }

  @Test
  void anImageThatTheOpenChangeAddsIsNotMissing() throws Exception {
    TestProject project = proposed("1.2.3-4");
    TestChange change = project.onlyOpenChange();

    UpdateResult newer =
        new Bot(gerrit, project).ifMissing(IfMissing.SKIP).update(IMAGE + ":1.2.3-5");
    UpdateResult other =
        new Bot(gerrit, project).ifMissing(IfMissing.SKIP).update("eric-enm-models-b:1.2.3-5");

    assertThat(newer.outcome()).isEqualTo(Outcome.PUSHED);
    assertThat(other.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(other.notes()).anyMatch(note -> note.contains("'eric-enm-models-b' is not in"));
    assertThat(project.onlyOpenChange().number()).isEqualTo(change.number());
    assertThat(project.onlyOpenChange().patchSet()).isEqualTo(2);
  }

  private TestProject proposed(String tag) throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    assertThat(update(project, tag).outcome()).isEqualTo(Outcome.PUSHED);
    return project;
  }

  private UpdateResult update(TestProject project, String tag) throws Exception {
    return new Bot(gerrit, project).update(IMAGE + ":" + tag);
  }

  /** A person edits the commit message of the only open change. */
  private void reword(TestProject project, UnaryOperator<String> edit) throws Exception {
    TestChange change = project.onlyOpenChange();
    gerrit
        .rest(gerrit.human())
        .put(
            project.path(change.number()) + "/message",
            Map.of("message", edit.apply(change.message())));
  }

  private void post(TestProject project, TestChange change, String what, Map<String, ?> body)
      throws Exception {
    gerrit.rest(gerrit.admin()).post(project.path(change.number()) + what, body);
  }

  /** The administrator does not see what is private. */
  private List<TestChange> openAsTheBotSeesIt(TestProject project) throws Exception {
    String query = "/changes/?o=CURRENT_REVISION&q=status:open+project:" + project.name();
    return gerrit.rest(gerrit.bot()).get(query).getAsJsonArray().asList().stream()
        .map(change -> new TestChange(change.getAsJsonObject()))
        .toList();
  }

  private static List<TestChange> open(TestProject project, String branch) throws Exception {
    return project.openChanges().stream()
        .filter(change -> change.json().get("branch").getAsString().equals(branch))
        .toList();
  }
}
