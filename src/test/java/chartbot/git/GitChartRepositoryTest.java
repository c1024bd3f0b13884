package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.FileEdit;
import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.TestTarget;
import chartbot.target.Identity;
import chartbot.target.Target;
import chartbot.update.Progress;
import chartbot.update.Proposal;
import chartbot.update.PushResult;
import chartbot.update.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real bare repositories; Gerrit's own answers are proved end to end. */
class GitChartRepositoryTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Identity BOT = new Identity("Bot", "bot@example.com");

  @TempDir private Path directory;
  private BareRepository server;
  private GitChartRepository git;

  @AfterEach
  void close() {
    git.close();
  }

  @BeforeEach
  void serveAChart() throws Exception {
    server = new BareRepository(directory.resolve("charts.git"));
    server.commit(
        "master",
        Map.of(
            "values.yaml", "images: {}\n",
            "bin/run.sh", "#!/bin/sh\n",
            "templates/job.yaml", "kind: Job\n",
            "sub/chart/values.yaml", "a: 1\n"));
    git =
        new GitChartRepository(
            new GitServer(directory.toUri().toString(), Optional.empty(), Optional.empty()),
            new LoginGate(),
            directory,
            GitCache.none(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            Progress.silent());
  }

  @Test
  void whoWatchesSeesHowFarAFetchIs() throws Exception {
    List<String> seen = new ArrayList<>();
    Progress watching =
        new Progress() {
          @Override
          public void step(String what) {}

          @Override
          public void warn(String what) {}

          @Override
          public void trace(String what) {}

          @Override
          public boolean isWatched() {
            return true;
          }

          @Override
          public void advance(String what, int done, int total) {
            seen.add(what + " " + done + "/" + total);
          }
        };
    try (GitChartRepository watched =
        new GitChartRepository(
            new GitServer(directory.toUri().toString(), Optional.empty(), Optional.empty()),
            new LoginGate(),
            directory,
            GitCache.none(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            watching)) {
      watched.fetchTip(target("master", ""));
    }

    assertThat(seen).contains("Receiving objects 1/10", "Receiving objects 10/10");
  }

  @Test
  void readsTheChartAtTheTipOfTheBranch() throws Exception {
    Snapshot tip = git.fetchTip(target("master", ""));

    assertThat(tip.commit()).isEqualTo(server.tip("master").name());
    assertThat(tip.chart().paths(""))
        .containsExactly(
            "bin/run.sh", "sub/chart/values.yaml", "templates/job.yaml", "values.yaml");
    assertThat(tip.chart().read("values.yaml").orElseThrow()).asString().isEqualTo("images: {}\n");
    assertThat(tip.chart().read("Chart.yaml")).isEmpty();
    assertThat(tip.chart().read("templates")).isEmpty();
  }

  @Test
  void listsOneFolderWithoutAFileOfThatNameOrOneThatBeginsAlike() throws Exception {
    server.commit(
        "master",
        Map.of(
            "a/templates/b/c.yaml", "1\n",
            "a/templates/d.yaml", "2\n",
            "a/templates-old/e.yaml", "3\n",
            "templates", "4\n"));

    ChartFiles chart = git.fetchTip(target("master", "a")).chart();
    assertThat(chart.paths("templates/")).containsExactly("templates/b/c.yaml", "templates/d.yaml");
    assertThat(chart.readAll("templates/"))
        .containsOnlyKeys("templates/b/c.yaml", "templates/d.yaml")
        .hasEntrySatisfying(
            "templates/d.yaml", bytes -> assertThat(bytes).asString().isEqualTo("2\n"));
    assertThat(git.fetchTip(target("master", "")).chart().paths("templates/")).isEmpty();
  }

  @Test
  void aPatchSetOfAChangeThatIsGoneByNowIsAReasonToLookAgain() {
    PatchSet.Stamp stamp = new PatchSet.Stamp(BOT, NOW, ZoneOffset.UTC);
    String none = "0".repeat(40);
    PatchSet gone =
        new PatchSet(1, none, "refs/changes/99/99/1", List.of(none), 7, "message", stamp, stamp);

    assertThatThrownBy(() -> git.fetchParent(target("master", ""), gone))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("refs/changes/99/99/1 of project charts.git")
        .hasMessageEndingWith("is not there any more")
        .satisfies(e -> assertThat(((EnvironmentException) e).retryable()).isTrue());
  }

  @Test
  void aChartInAFolderSeesOnlyItsOwnFiles() throws Exception {
    Snapshot tip = git.fetchTip(target("master", "sub/chart"));

    assertThat(tip.chart().paths("")).containsExactly("values.yaml");
    assertThat(tip.chart().read("values.yaml").orElseThrow()).asString().isEqualTo("a: 1\n");
  }

  @Test
  void aFetchAfterTheBranchMovedSeesTheNewTip() throws Exception {
    git.fetchTip(target("master", ""));
    server.commit("master", Map.of("values.yaml", "images: {a: 1}\n"));

    Snapshot tip = git.fetchTip(target("master", ""));

    assertThat(tip.chart().read("values.yaml").orElseThrow())
        .asString()
        .isEqualTo("images: {a: 1}\n");
  }

  @Test
  void theCommitPushedDiffersInTheEditedFilesAloneAndKeepsFileModes() throws Exception {
    Snapshot tip = git.fetchTip(target("master", ""));
    ChartEdit edit =
        edit(
            file("values.yaml", "images: {b: 2}\n"),
            file("bin/run.sh", "#!/bin/bash\n"),
            file("templates/new/deep.yaml", "x\n"));

    git.push(target("master", ""), tip, edit, new Proposal("Subject\n", BOT, List.of()));

    try (Repository pushed = server.open();
        RevWalk walk = new RevWalk(pushed)) {
      RevCommit commit = walk.parseCommit(pushed.resolve("refs/for/master"));
      assertThat(commit.getParent(0).name()).isEqualTo(tip.commit());
      assertThat(commit.getFullMessage()).isEqualTo("Subject\n");
      assertThat(commit.getCommitterIdent().getEmailAddress()).isEqualTo("bot@example.com");
      assertThat(commit.getCommitterIdent().getWhenAsInstant()).isEqualTo(NOW);
      assertThat(files(pushed, commit))
          .isEqualTo(
              """
              bin/run.sh 100755 #!/bin/bash
              sub/chart/values.yaml 100644 a: 1
              templates/job.yaml 100644 kind: Job
              templates/new/deep.yaml 100644 x
              values.yaml 100644 images: {b: 2}
              """);
    }
  }

  @Test
  void anEditInAFolderLeavesTheRestOfTheProjectAlone() throws Exception {
    Target target = target("master", "sub/chart");
    Snapshot tip = git.fetchTip(target);

    git.push(target, tip, edit(file("values.yaml", "a: 2\n")), new Proposal("S\n", BOT, List.of()));

    try (Repository pushed = server.open();
        RevWalk walk = new RevWalk(pushed)) {
      RevCommit commit = walk.parseCommit(pushed.resolve("refs/for/master"));
      assertThat(files(pushed, commit))
          .contains("sub/chart/values.yaml 100644 a: 2\n")
          .contains("\nvalues.yaml 100644 images: {}\n");
    }
  }

  @Test
  void aPatchSetHoldsAnEditWhenItsShaSaysSo() throws Exception {
    Target target = target("master", "");
    Snapshot tip = git.fetchTip(target);
    ChartEdit edit = edit(file("values.yaml", "images: {b: 2}\n"));
    git.push(target, tip, edit, new Proposal("Subject\n", BOT, List.of()));
    PatchSet patchSet = patchSet(server.resolve("refs/for/master"), "Subject\n");

    assertThat(git.holds(target, patchSet, git.tree(target, tip, edit))).isTrue();
    assertThat(
            git.holds(
                target,
                patchSet,
                git.tree(target, tip, edit(file("values.yaml", "images: {b: 3}\n")))))
        .isFalse();
  }

  @Test
  void aPatchSetWithHeadersThatGerritDoesNotTellOfIsComparedByItsTree() throws Exception {
    Target target = target("master", "");
    Snapshot tip = git.fetchTip(target);
    ChartEdit edit = edit(file("values.yaml", "images: {b: 2}\n"));
    git.push(target, tip, edit, new Proposal("Subject\n", BOT, List.of()));
    PatchSet patchSet = patchSet(server.resolve("refs/for/master"), "another message\n");

    assertThat(git.holds(target, patchSet, git.tree(target, tip, edit))).isTrue();
  }

  @Test
  void theParentOfAPatchSetIsReadableAfterTheBranchMovedOn() throws Exception {
    Target target = target("master", "");
    Snapshot tip = git.fetchTip(target);
    ChartEdit edit = edit(file("values.yaml", "images: {b: 2}\n"));
    git.push(target, tip, edit, new Proposal("Subject\n", BOT, List.of()));
    PatchSet patchSet = patchSet(server.resolve("refs/for/master"), "Subject\n");
    server.commit("master", Map.of("values.yaml", "moved: on\n"));

    Snapshot parent = git.fetchParent(target, patchSet);

    assertThat(parent.commit()).isEqualTo(tip.commit());
    assertThat(parent.chart().read("values.yaml").orElseThrow())
        .asString()
        .isEqualTo("images: {}\n");
  }

  @Test
  void aMergeThatIsPushedAgainKeepsAllItsParents() throws Exception {
    server.commit("other", Map.of("other.yaml", "b: 1\n"));
    List<ObjectId> parents = List.of(server.tip("master"), server.tip("other"));
    ObjectId merge = server.merge("refs/changes/01/1/2", parents);
    PatchSet patchSet = patchSet(merge, "refs/changes/01/1/2", "Merge\n");
    Target target = target("master", "");
    git.fetchTip(target);

    git.pushAgain(target, patchSet, new Proposal("Merge\n\nagain\n", BOT, List.of()));

    try (Repository pushed = server.open();
        RevWalk walk = new RevWalk(pushed)) {
      RevCommit again = walk.parseCommit(pushed.resolve("refs/for/master"));
      assertThat(again.getParents()).extracting(ObjectId::copy).containsExactlyElementsOf(parents);
      assertThat(again.getTree()).isEqualTo(walk.parseCommit(merge).getTree());
      assertThat(again.getFullMessage()).isEqualTo("Merge\n\nagain\n");
    }
  }

  @Test
  void aServerThatNamesNoChangeIsLookedAtAgain() throws Exception {
    Snapshot tip = git.fetchTip(target("master", ""));

    PushResult answer =
        git.push(
            target("master", ""),
            tip,
            edit(file("values.yaml", "b\n")),
            new Proposal("Subject\n", BOT, List.of()));

    assertThat(answer)
        .isInstanceOf(PushResult.Unknown.class)
        .hasFieldOrPropertyWithValue("why", "Gerrit took the push but named no change")
        .hasFieldOrPropertyWithValue("revision", server.resolve("refs/for/master").name());
  }

  @Test
  void aMissingBranchIsNamed() {
    assertThatThrownBy(() -> git.fetchTip(target("nope", "")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("branch 'nope' of project charts.git")
        .hasMessageContaining("does not exist");
  }

  @Test
  void aMissingProjectIsNamed() {
    Target missing = TestTarget.of("missing.git", "master");

    assertThatThrownBy(() -> git.fetchTip(missing))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("project missing.git")
        .hasMessageContaining("was not found");
  }

  static Target target(String branch, String folder) {
    return TestTarget.of("charts.git", branch, folder);
  }

  static FileEdit file(String path, String after) {
    return new FileEdit(path, Optional.of("before".getBytes(UTF_8)), after.getBytes(UTF_8));
  }

  static ChartEdit edit(FileEdit... files) {
    return new ChartEdit(List.of(files), List.of(), List.of());
  }

  private PatchSet patchSet(ObjectId commit, String message) throws Exception {
    return patchSet(commit, "refs/for/master", message);
  }

  private PatchSet patchSet(ObjectId commit, String ref, String message) throws Exception {
    try (Repository repository = server.open();
        RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(commit);
      ZoneOffset zone = parsed.getCommitterIdent().getZoneId().getRules().getOffset(NOW);
      PatchSet.Stamp stamp = new PatchSet.Stamp(BOT, NOW, zone);
      return new PatchSet(
          1,
          commit.name(),
          ref,
          Stream.of(parsed.getParents()).map(ObjectId::name).toList(),
          7,
          message,
          stamp,
          stamp);
    }
  }

  private static String files(Repository repository, RevCommit commit) throws Exception {
    StringBuilder files = new StringBuilder();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(0);
        byte[] content = repository.open(walk.getObjectId(0), Constants.OBJ_BLOB).getCachedBytes();
        files
            .append(walk.getPathString())
            .append(' ')
            .append(mode)
            .append(' ')
            .append(new String(content, UTF_8));
      }
    }
    return files.toString();
  }
}
