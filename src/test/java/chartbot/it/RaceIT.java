package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Many processes at once, and processes that die: what Gerrit holds afterwards. */
@RealGerrit
class RaceIT {

  private static final String IMAGE = "eric-enm-models-custom-service";
  private static final Pattern MODEL_IMAGE = Pattern.compile("Model-Image: (\\S+):(\\S+)");

  private final TestGerrit gerrit;
  private final TestReporter reporter;
  @TempDir private Path directory;

  RaceIT(TestGerrit gerrit, TestReporter reporter) {
    this.gerrit = gerrit;
    this.reporter = reporter;
  }

  @RepeatedTest(3)
  void twelveProcessesWithTwelveTagsEndInOneChangeWithTheNewest() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    List<String[]> runs = new ArrayList<>();
    for (int tag = 1; tag <= 12; tag++) {
      runs.add(new String[] {IMAGE + ":1.0.0-" + tag});
    }

    runAll(project, runs);

    List<TestChange> open = project.openChanges();
    assertThat(open).hasSize(1);
    assertThat(images(open.get(0))).isEqualTo("{" + IMAGE + "=1.0.0-12}");
    assertThat(project.file(open.get(0), "values.yaml")).contains("tag: \"1.0.0-12\"");
    assertThatTheNextRunFindsItRight(project, IMAGE + ":1.0.0-12");
  }

  @Test
  void eightProcessesWithEightImagesEndInEightChanges() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    List<String[]> runs = new ArrayList<>();
    for (int image = 1; image <= 8; image++) {
      runs.add(new String[] {"eric-enm-models-i" + image + ":1.0.0-1"});
    }

    runAll(project, runs);

    assertThat(project.openChanges()).hasSize(8);
    assertThat(project.openChanges()).extracting(RaceIT::images).doesNotHaveDuplicates();
  }

  @Test
  void sixProcessesOnOverlappingGroupsLoseNothing() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);

    runAll(
        project,
        List.of(
            new String[] {"eric-enm-models-a:1.0.0-1", "eric-enm-models-b:1.0.0-1"},
            new String[] {"eric-enm-models-a:1.0.0-2", "eric-enm-models-b:1.0.0-1"},
            new String[] {"eric-enm-models-b:1.0.0-2", "eric-enm-models-c:1.0.0-1"},
            new String[] {"eric-enm-models-b:1.0.0-2", "eric-enm-models-c:1.0.0-3"},
            new String[] {"eric-enm-models-c:1.0.0-2", "eric-enm-models-a:1.0.0-1"},
            new String[] {"eric-enm-models-c:1.0.0-2", "eric-enm-models-a:1.0.0-3"}));

    Set<String> groups = new HashSet<>();
    Set<String> proposed = new HashSet<>();
    for (TestChange change : project.openChanges()) {
      assertThat(groups.add(names(change))).as("one change of group " + names(change)).isTrue();
      MODEL_IMAGE.matcher(change.message()).results().forEach(image -> proposed.add(image.group()));
    }
    assertThat(proposed)
        .contains(
            "Model-Image: eric-enm-models-a:1.0.0-3",
            "Model-Image: eric-enm-models-b:1.0.0-2",
            "Model-Image: eric-enm-models-c:1.0.0-3");
  }

  @Test
  void whateverAKilledProcessLeavesTheNextRunPutsRight() throws Exception {
    TestProject project = gerrit.newProject(Bot.CHART);
    Processes processes = new Processes(gerrit, directory);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int time = 1; time <= 30; time++) {
      Processes.Run run = processes.update(project, IMAGE + ":1.0.0-" + time);
      run.process().waitFor(400 + random.nextInt(2000), TimeUnit.MILLISECONDS);
      run.process().destroyForcibly();
      run.exitCode();
    }

    Processes.Run last = processes.update(project, IMAGE + ":1.0.0-31");

    assertThat(last.exitCode()).as("seed " + seed + "\n" + last.output()).isZero();
    List<TestChange> open = project.openChanges();
    assertThat(open).as("seed " + seed).hasSize(1);
    assertThat(images(open.get(0))).isEqualTo("{" + IMAGE + "=1.0.0-31}");
    assertThatTheNextRunFindsItRight(project, IMAGE + ":1.0.0-31");
  }

  private void runAll(TestProject project, List<String[]> arguments) throws Exception {
    List<String[]> shuffled = new ArrayList<>(arguments);
    Collections.shuffle(shuffled);
    Processes processes = new Processes(gerrit, directory);
    List<Processes.Run> runs = new ArrayList<>();
    long start = System.nanoTime();
    for (String[] one : shuffled) {
      runs.add(processes.update(project, one));
    }
    long again = 0;
    for (Processes.Run run : runs) {
      assertThat(run.exitCode()).as(run.output()).isZero();
      again += run.output().lines().filter(line -> line.contains("again: ")).count();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    reporter.publishEntry(
        runs.size() + " processes",
        (runs.size() + again) + " rounds in all, " + took.toSeconds() + " s");
  }

  private void assertThatTheNextRunFindsItRight(TestProject project, String image)
      throws Exception {
    int patchSet = project.openChanges().get(0).patchSet();
    new Bot(gerrit, project).update(image);
    assertThat(project.openChanges()).extracting(TestChange::patchSet).containsExactly(patchSet);
  }

  private static String images(TestChange change) {
    return new TreeMap<>(
            MODEL_IMAGE
                .matcher(change.message())
                .results()
                .collect(Collectors.toMap(image -> image.group(1), image -> image.group(2))))
        .toString();
  }

  private static String names(TestChange change) {
    return MODEL_IMAGE
        .matcher(change.message())
        .results()
        .map((MatchResult image) -> image.group(1))
        .sorted()
        .toList()
        .toString();
  }
}
