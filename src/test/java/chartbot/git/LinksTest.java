package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.ChartFiles;
import chartbot.chart.FileEdit;
import chartbot.error.ChartbotException;
import chartbot.error.LoginGate;
import chartbot.error.UncheckedChartbotException;
import chartbot.error.UserException;
import chartbot.target.Identity;
import chartbot.target.Target;
import chartbot.update.Progress;
import chartbot.update.Proposal;
import chartbot.update.Snapshot;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links and submodules in a project's tree, read and written as a checkout would. */
class LinksTest {

  private static final Map<String, String> PROJECT =
      Map.of(
          "charts/a/Chart.yaml", "name: a\n",
          "charts/a/values.yaml", "-> ../shared/values.yaml",
          "charts/a/templates", "-> ../shared/templates",
          "charts/shared/values.yaml", "images: {}\n",
          "charts/shared/templates/one.yaml", "kind: Job\n",
          "charts/shared/templates/two.yaml", "-> one.yaml",
          "current", "-> charts/a",
          "vendor/lib", "submodule");

  @TempDir private Path directory;
  private BareRepository server;
  private GitChartRepository git;

  @BeforeEach
  void serve() throws Exception {
    server = new BareRepository(directory.resolve("charts.git"));
    server.commit("master", PROJECT);
    git =
        new GitChartRepository(
            new GitServer(directory.toUri().toString(), Optional.empty(), Optional.empty()),
            new LoginGate(),
            directory,
            GitCache.none(),
            Clock.systemUTC(),
            Progress.silent());
  }

  @AfterEach
  void close() {
    git.close();
  }

  @ParameterizedTest
  @CsvSource({"charts/a", "current"})
  void linksInsideTheProjectAreFollowed(String folder) throws Exception {
    ChartFiles chart = chart(folder);

    assertThat(chart.read("values.yaml").orElseThrow()).asString().isEqualTo("images: {}\n");
    assertThat(chart.paths("templates/"))
        .containsExactly("templates/one.yaml", "templates/two.yaml");
    assertThat(chart.readAll("templates/").get("templates/two.yaml"))
        .asString()
        .isEqualTo("kind: Job\n");
    assertThat(chart.paths(""))
        .containsExactly("Chart.yaml", "templates/one.yaml", "templates/two.yaml", "values.yaml");
  }

  @Test
  void aNeighbourIsAFolderOfTheProjectAndNothingElse() throws Exception {
    ChartFiles chart = chart("charts/a");

    assertThat(chart.neighbour("../shared"))
        .containsOnlyKeys("templates/one.yaml", "templates/two.yaml", "values.yaml");
    assertThat(chart.neighbour("./../../current")).containsKey("Chart.yaml");
    for (String other : List.of("../b", "../../..", "../../../charts/shared", "Chart.yaml")) {
      assertThat(chart.neighbour(other)).as(other).isEmpty();
    }
  }

  @Test
  void anEditBehindALinkChangesWhatTheLinkNamesAndKeepsTheLink() throws Exception {
    Target target = GitChartRepositoryTest.target("master", "current");
    Snapshot tip = git.fetchTip(target);

    push(target, tip, "values.yaml", "templates/new.yaml", "templates/two.yaml");

    Map<String, String> expected = new HashMap<>(PROJECT);
    expected.put("charts/shared/values.yaml", "edited\n");
    expected.put("charts/shared/templates/new.yaml", "edited\n");
    expected.put("charts/shared/templates/one.yaml", "edited\n");
    assertThat(pushed()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "templates/one.yaml, charts/shared/templates/one.yaml",
    "Chart.yaml, charts/a/Chart.yaml"
  })
  void aFileThatGoesIsRemovedWhereItReallyIs(String removed, String path) throws Exception {
    Target target = GitChartRepositoryTest.target("master", "current");
    push(target, git.fetchTip(target), FileEdit.removal(removed, new byte[0]));

    Map<String, String> expected = new HashMap<>(PROJECT);
    expected.remove(path);
    assertThat(pushed()).isEqualTo(expected);
  }

  @Test
  void aFolderGoesWithTheLastFileInIt() throws Exception {
    server.commit(
        "master", Map.of("Chart.yaml", "a\n", "t/deep/x.yaml", "x\n", "t-a/y.yaml", "y\n"));
    Target target = GitChartRepositoryTest.target("master", "");

    push(target, tip(), FileEdit.removal("t/deep/x.yaml", new byte[0]));

    assertThat(pushed()).isEqualTo(Map.of("Chart.yaml", "a\n", "t-a/y.yaml", "y\n"));
    try (Repository repository = server.open()) {
      assertThat(repository.resolve("refs/for/master:t")).isNull();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"templates/two.yaml", "templates"})
  void whatIsNoFileIsNotRemoved(String path) throws Exception {
    Target target = GitChartRepositoryTest.target("master", "charts/shared");
    Snapshot tip = git.fetchTip(target);

    assertThatThrownBy(() -> push(target, tip, FileEdit.removal(path, new byte[0])))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(path.replaceFirst(".*/", "") + " is not a file");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "values.yaml, -> /etc/passwd, charts/a/values.yaml is a link to /etc/passwd",
    "values.yaml, -> ../../../secret, charts/a/values.yaml leads out of the project",
    "values.yaml, -> values.yaml, charts/a/values.yaml is a link without end",
    "values.yaml, -> ../../vendor/lib/v.yaml, is inside of the submodule vendor/lib",
    "templates,   -> ../.., charts/a/templates is a link to a folder that holds it",
    "templates,   -> ../../../x, charts/a/templates leads out of the project",
    "templates,   -> ../nothing, 'charts/a/templates is a link to charts/nothing, which'"
  })
  void whatLeadsElsewhereIsRefusedByName(String name, String link, String refusal)
      throws Exception {
    server.commit(
        "master",
        Map.of("charts/a/Chart.yaml", "a\n", "charts/a/" + name, link, "vendor/lib", "submodule"));
    ChartFiles chart = chart("charts/a");

    assertThatThrownBy(() -> chart.paths(""))
        .isInstanceOfSatisfying(
            UncheckedChartbotException.class,
            e -> assertThat(e.failure()).isInstanceOf(UserException.class))
        .hasMessageContaining(refusal);
    if (name.equals("values.yaml")) {
      assertThatThrownBy(() -> chart.read(name)).hasMessageContaining(refusal);
    }
  }

  @ParameterizedTest(name = "{0} where {1} is {2}")
  @CsvSource({
    "templates/x.yaml, templates, submodule",
    "templates/x.yaml, templates, a file",
    "templates/x.yaml, templates/x.yaml, submodule",
    "values.yaml, values.yaml, submodule",
    "values.yaml, values.yaml, -> /etc/passwd",
    "templates/x.yaml, templates, -> /etc",
    "templates, templates/x.yaml, a file"
  })
  void nothingButAFileOrAFolderIsWrittenOver(String edited, String path, String content)
      throws Exception {
    server.commit("master", Map.of("Chart.yaml", "a\n", path, content));
    Target target = GitChartRepositoryTest.target("master", "");
    Snapshot tip = git.fetchTip(target);

    assertThatThrownBy(() -> push(target, tip, edited)).isInstanceOf(UserException.class);
    try (Repository repository = server.open()) {
      assertThat(repository.exactRef("refs/for/master")).isNull();
    }
  }

  @Test
  void aSubmoduleInAChartIsAnEmptyFolder() throws Exception {
    server.commit("master", Map.of("Chart.yaml", "a\n", "charts/lib", "submodule"));

    assertThat(chart("").paths("")).containsExactly("Chart.yaml");
    assertThat(chart("").read("charts/lib")).isEmpty();
    push(GitChartRepositoryTest.target("master", ""), tip(), "Chart.yaml");
    assertThat(pushed()).containsEntry("charts/lib", "submodule");
  }

  @Test
  void linksThatMultiplyFilesAreBounded() throws Exception {
    Map<String, String> bomb = new TreeMap<>(Map.of("d0/file", "x\n"));
    for (int level = 1; level <= 6; level++) {
      for (int i = 0; i < 10; i++) {
        bomb.put("d" + level + "/" + i, "-> ../d" + (level - 1));
      }
    }
    server.commit("master", bomb);

    assertThatThrownBy(() -> chart("d6").paths("")).hasMessageContaining("more than 100000 files");
  }

  private Snapshot tip() throws ChartbotException {
    return git.fetchTip(GitChartRepositoryTest.target("master", ""));
  }

  private ChartFiles chart(String folder) throws ChartbotException {
    return git.fetchTip(GitChartRepositoryTest.target("master", folder)).chart();
  }

  private void push(Target target, Snapshot tip, String... paths) throws ChartbotException {
    FileEdit[] edits = new FileEdit[paths.length];
    for (int i = 0; i < paths.length; i++) {
      edits[i] = GitChartRepositoryTest.file(paths[i], "edited\n");
    }
    push(target, tip, edits);
  }

  private void push(Target target, Snapshot tip, FileEdit... edits) throws ChartbotException {
    Proposal proposal = new Proposal("S\n", new Identity("Bot", "bot@example.com"), List.of());
    git.push(target, tip, GitChartRepositoryTest.edit(edits), proposal);
  }

  /** What was pushed, in the form of {@link BareRepository#commit}. */
  private Map<String, String> pushed() throws Exception {
    Map<String, String> files = new HashMap<>();
    try (Repository repository = server.open();
        RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      ObjectId pushed = repository.exactRef("refs/for/master").getObjectId();
      walk.addTree(commits.parseCommit(pushed).getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        String mode = walk.getFileMode().toString();
        files.put(
            walk.getPathString(),
            mode.equals("160000")
                ? "submodule"
                : (mode.equals("120000") ? "-> " : "")
                    + new String(repository.open(walk.getObjectId(0)).getBytes(), UTF_8));
      }
    }
    return files;
  }
}
