package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.CommandLineRun;
import chartbot.registry.DockerRegistry;
import chartbot.registry.ImagePush;
import chartbot.sandbox.SandboxRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The whole program between a real registry and a real Gerrit. */
@RealGerrit
@Tag("registry")
class SyncIT {

  private static final String A = "eric-enm-models-a";
  private static final String B = "eric-enm-models-b";

  private final TestGerrit gerrit;
  private final TestReporter reporter;
  @TempDir Path folder;

  private SandboxRegistry registry;

  private ImagePush push;

  SyncIT(TestGerrit gerrit, TestReporter reporter) {
    this.gerrit = gerrit;
    this.reporter = reporter;
  }

  @BeforeEach
  void aRegistryWithAPassword() throws Exception {
    registry = DockerRegistry.withPassword(Files.createDirectory(folder.resolve("registry")));
    push = ImagePush.to(registry.url(), DockerRegistry.USERNAME, DockerRegistry.PASSWORD);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void newerTagsAreProposedOnceAndTheReviewerReadsWhatIsInThem() throws Exception {
    TestProject project = gerrit.newProject(chart(A, B));
    push.image("proj/" + A, "1.0.0-1", labels("1"));
    push.image("proj/" + A, "1.0.0-10", labels("2"));
    push.image("proj/" + B, "1.0.0-1", Map.of());

    CommandLineRun dry = run(project, "sync", "--dry-run");
    assertThat(dry.exitCode()).as(dry.err()).isZero();
    assertThat(dry.out()).contains("behind", "up to date");
    assertThat(project.openChanges()).isEmpty();

    CommandLineRun first = run(project, "sync");
    CommandLineRun second = run(project, "sync");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).contains("already proposed");
    TestChange change = project.onlyOpenChange();
    assertThat(change.patchSet()).isEqualTo(1);
    assertThat(change.message())
        .startsWith("Update " + A + " to 1.0.0-10\n")
        .contains("commits 111111111111..222222222222 of https://git.example.com/models\n");

    CommandLineRun inventory = run(project, "inventory");
    assertThat(inventory.out()).contains("1.0.0-10");
    assertThat(first.out() + first.err() + inventory.out())
        .doesNotContain(DockerRegistry.PASSWORD + "\n");
  }

  @Test
  void aTagThatTheRegistryDoesNotHaveIsRefusedAndNothingIsPushed() throws Exception {
    TestProject project = gerrit.newProject(chart(A));
    push.image("proj/" + A, "1.0.0-1", Map.of());

    CommandLineRun run = run(project, "update", A + ":1.0.0-2");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("has no tag 1.0.0-2", "the nearest tags are 1.0.0-1");
    assertThat(project.openChanges()).isEmpty();
  }

  @Test
  void twelveSyncsAtOnceEndInOneChangeForEachImage() throws Exception {
    TestProject project = gerrit.newProject(chart(A, B));
    push.image("proj/" + A, "1.0.0-2", Map.of());
    push.image("proj/" + B, "1.0.0-2", Map.of());
    Processes processes = new Processes(gerrit, folder);
    List<Processes.Run> runs = new ArrayList<>();
    long start = System.nanoTime();

    for (int i = 0; i < 12; i++) {
      runs.add(processes.sync(project, registry.url()));
    }

    for (Processes.Run run : runs) {
      assertThat(run.exitCode()).as(run.output()).isZero();
    }
    List<TestChange> open = project.openChanges();
    assertThat(open).hasSize(2);
    assertThat(open)
        .extracting(change -> change.message().lines().findFirst().orElse(""))
        .containsExactlyInAnyOrder("Update " + A + " to 1.0.0-2", "Update " + B + " to 1.0.0-2");
    reporter.publishEntry(
        "12 syncs of 2 images",
        (System.nanoTime() - start) / 1_000_000_000
            + " s, patch sets "
            + open.stream().map(TestChange::patchSet).toList());
  }

  @Test
  void fiveHundredImagesTakeOneRequestEachAndOneLookAtGit() throws Exception {
    String[] names = new String[500];
    for (int i = 0; i < names.length; i++) {
      names[i] = "eric-enm-models-i" + i;
      push.image("proj/" + names[i], "1.0.0-1", Map.of());
    }
    TestProject project = gerrit.newProject(chart(names));
    long start = System.nanoTime();

    CommandLineRun run = run(project, "sync", "-v");

    reporter.publishEntry(
        "sync of 500 images, nothing newer", (System.nanoTime() - start) / 1_000_000 + " ms");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> requests =
        run.err().lines().filter(line -> line.contains(registry.url().toString())).toList();
    assertThat(requests).hasSizeBetween(501, 503);
    assertThat(requests).filteredOn(line -> line.contains("/tags/list")).hasSize(500);
    assertThat(run.err().lines().filter(line -> line.contains("fetch")))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(run.err()).doesNotContain("push");
  }

  private CommandLineRun run(TestProject project, String... arguments) throws IOException {
    Path config = Files.writeString(folder.resolve("chartbot.yaml"), configuration(project));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--config=" + config);
    return CommandLineRun.of(
        Map.of(
            "GERRIT_USERNAME", gerrit.bot().user(),
            "GERRIT_PASSWORD", gerrit.bot().password(),
            "REGISTRY_USERNAME", DockerRegistry.USERNAME,
            "REGISTRY_PASSWORD", DockerRegistry.PASSWORD,
            "HOME", folder.toString()),
        all.toArray(String[]::new));
  }

  private String configuration(TestProject project) {
    return """
    gerrit: {url: '%s'}
    registry: {url: '%s', repository: proj}
    targets: [{name: it, project: %s}]
    verify: {mode: "off"}
    """
        .formatted(gerrit.url(), registry.url(), project.name());
  }

  private static Map<String, String> chart(String... images) {
    StringBuilder values = new StringBuilder("images:\n");
    for (String image : images) {
      values.append("  %s:\n    name: %s\n    tag: 1.0.0-1\n".formatted(image, image));
    }
    return Map.of(
        "Chart.yaml",
        "apiVersion: v2\nname: it\nversion: 1.0.0\n",
        "values.yaml",
        values.toString());
  }

  private static Map<String, String> labels(String digit) {
    return Map.of(
        "org.opencontainers.image.source",
        "https://git.example.com/models.git",
        "org.opencontainers.image.revision",
        digit.repeat(40));
  }
}
