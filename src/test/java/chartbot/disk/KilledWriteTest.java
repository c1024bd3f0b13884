package chartbot.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.FileEdit;
import chartbot.error.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A run is killed at each step that it takes on the disk, and so is the one that comes after it:
 * whatever the third finds, it is the chart as it was or the whole edit, and nothing else.
 */
class KilledWriteTest {

  /** The process is gone: nothing in it runs any more, not even what cleans up. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Takes a number of steps, and no more for ever; a file that it dies over is half written. */
  private static final class MortalDisk extends Disk {

    private int stepsLeft;
    private boolean renamedJournal;

    MortalDisk(int steps) {
      stepsLeft = steps;
    }

    private void step() {
      if (stepsLeft-- <= 0) {
        throw new Killed();
      }
    }

    @Override
    void createDirectory(Path directory) throws IOException {
      step();
      super.createDirectory(directory);
    }

    @Override
    void create(Path file, byte[] bytes, Optional<Set<PosixFilePermission>> mode)
        throws IOException {
      if (stepsLeft == 0) {
        super.create(file, Arrays.copyOf(bytes, bytes.length / 2), mode);
      }
      step();
      super.create(file, bytes, mode);
    }

    @Override
    void keep(Path file, Path second) throws IOException {
      step();
      super.keep(file, second);
    }

    @Override
    void rename(Path from, Path to) throws IOException {
      step();
      super.rename(from, to);
      renamedJournal |= to.endsWith(Leftovers.JOURNAL);
    }

    @Override
    void delete(Path file) throws IOException {
      step();
      super.delete(file);
    }
  }

  private static final List<FileEdit> EDITS =
      List.of(
          edit("values.yaml", "old\n", "new\n"),
          new FileEdit("templates/job.yaml", Optional.empty(), "kind: Job\n".getBytes(UTF_8)),
          edit("Chart.yaml", "version: 1\n", "version: 2\n"),
          new FileEdit("crds/deep/new.yaml", Optional.empty(), "new: too\n".getBytes(UTF_8)),
          edit("values-b.yaml", "b\n", "c\n"),
          FileEdit.removal("old-job.yaml", "kind: Job\n".getBytes(UTF_8)));

  @TempDir Path temporary;

  @Test
  void afterAKillAtAnyStepTheNextRunFindsAllOrNothing() throws Exception {
    int kills = 0;
    for (int files = 1; files < 2 * EDITS.size(); files++) {
      int last = Math.min(files, EDITS.size());
      List<FileEdit> edits = EDITS.subList(files - last, last);
      for (int steps = 0; ; steps++) {
        Path chart = chart(files + "-" + steps);
        MortalDisk disk = new MortalDisk(steps);
        if (survives(chart, edits, disk)) {
          break;
        }
        kills++;
        assertWhole(chart, edits, disk.renamedJournal);
      }
    }
    assertThat(kills).isGreaterThan(100);
  }

  @Test
  void theNextRunMayBeKilledWhileItFinishes() throws Exception {
    int kills = 0;
    for (int first = 0; ; first++) {
      if (survives(chart("first-" + first), EDITS, new MortalDisk(first))) {
        break;
      }
      for (int second = 0; ; second++) {
        Path chart = chart(first + "+" + second);
        MortalDisk killed = new MortalDisk(first);
        survives(chart, EDITS, killed);
        kills++;
        try {
          ChartDirectory.open(chart, new MortalDisk(second));
          break;
        } catch (Killed e) {
          kills++;
        }
        assertWhole(chart, EDITS, killed.renamedJournal);
      }
    }
    assertThat(kills).isGreaterThan(300);
  }

  @Test
  void theNextRunMakesTheWholeEdit() throws Exception {
    for (int steps = 0; ; steps++) {
      Path chart = chart("again-" + steps);
      if (survives(chart, EDITS, new MortalDisk(steps))) {
        break;
      }
      ChartDirectory next = ChartDirectory.open(chart);
      if (next.read("values.yaml").map(b -> new String(b, UTF_8)).orElse("").equals("old\n")) {
        next.write(EDITS);
      }
      assertThat(content(chart)).as("killed at step " + steps).isEqualTo(after(EDITS));
    }
  }

  /** As a build job does that resets its work tree, but leaves what Git does not know. */
  @ParameterizedTest
  @ValueSource(strings = {"values.yaml", "Chart.yaml", "values.yaml Chart.yaml values-b.yaml"})
  void restoredFilesTakeTheOthersBackWithThem(String restored) throws Exception {
    int tried = 0;
    for (int steps = 0; ; steps++) {
      Path chart = chart("restored-" + restored.length() + "-" + steps);
      MortalDisk disk = new MortalDisk(steps);
      if (survives(chart, EDITS, disk)) {
        break;
      }
      if (!disk.renamedJournal || !Files.exists(chart.resolve(Leftovers.JOURNAL))) {
        continue; // nothing was changed, or nothing was left to do
      }
      tried++;
      for (String path : restored.split(" ", -1)) {
        Files.writeString(chart.resolve(path), before().get(path));
      }
      ChartDirectory.open(chart);
      assertThat(content(chart)).as("killed at step " + steps).isIn(before(), after(EDITS));
    }
    assertThat(tried).isEqualTo(EDITS.size() + 1); // before each rename, and after the last
  }

  @Test
  void aFileThatSomebodyChangedSinceIsTheirs() throws Exception {
    Path chart = chart("changed");
    MortalDisk disk = new MortalDisk(0);
    for (int steps = 0; !disk.renamedJournal; steps++) {
      chart = chart("changed-" + steps);
      disk = new MortalDisk(steps);
      assertThat(survives(chart, EDITS, disk)).isFalse();
    }
    Path killed = chart;
    Files.writeString(killed.resolve("Chart.yaml"), "version: mine\n");

    assertThatThrownBy(() -> ChartDirectory.open(killed))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("interrupted")
        .hasMessageContaining(killed.resolve("Chart.yaml").toString());
    assertThat(killed.resolve("Chart.yaml")).hasContent("version: mine\n");

    Files.delete(killed.resolve(Leftovers.JOURNAL));
    ChartDirectory.open(killed);
    assertThat(content(killed)).containsEntry("Chart.yaml", "version: mine\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no journal", "\0\22chartbot journal 1\0\0\0\1\0\0"})
  void whatIsNoJournalIsRefused(String text) throws Exception {
    Path chart = chart("forged");
    Files.writeString(chart.resolve(Leftovers.JOURNAL), text);

    assertThatThrownBy(() -> ChartDirectory.open(chart))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is no journal of chartbot");
  }

  @Test
  void leftoversAreNoFilesOfTheChartAndARunningProcessKeepsIts() throws Exception {
    Path chart = chart("leftovers");
    long living = ProcessHandle.current().parent().orElseThrow().pid();
    Files.createDirectory(chart.resolve("templates"));
    for (String name : List.of("123456789.tmp", "2147483646-0f.bak", living + "-0123.tmp")) {
      Files.writeString(chart.resolve("templates/.chartbot-" + name), "kind: Job\n");
    }

    assertThat(ChartDirectory.open(chart).paths("templates/")).isEmpty();
    assertThat(chart.resolve("templates").toFile().list())
        .containsExactly(".chartbot-" + living + "-0123.tmp");
  }

  private static boolean survives(Path chart, List<FileEdit> edits, Disk disk) throws Exception {
    try {
      ChartDirectory.open(chart, disk).write(edits);
      return true;
    } catch (Killed e) {
      return false;
    }
  }

  private static void assertWhole(Path chart, List<FileEdit> edits, boolean decided)
      throws Exception {
    ChartDirectory.open(chart);
    assertThat(content(chart)).isEqualTo(decided ? after(edits) : before());
  }

  private Path chart(String name) throws IOException {
    Path chart = Files.createDirectory(temporary.resolve(name));
    for (Map.Entry<String, String> file : before().entrySet()) {
      Files.writeString(chart.resolve(file.getKey()), file.getValue());
    }
    return chart;
  }

  private static SortedMap<String, String> before() {
    return new TreeMap<>(
        Map.of(
            "Chart.yaml",
            "version: 1\n",
            "values.yaml",
            "old\n",
            "values-b.yaml",
            "b\n",
            "old-job.yaml",
            "kind: Job\n"));
  }

  private static SortedMap<String, String> after(List<FileEdit> edits) {
    SortedMap<String, String> files = before();
    for (FileEdit edit : edits) {
      if (edit.removed()) {
        files.remove(edit.path());
      } else {
        files.put(edit.path(), new String(edit.after(), UTF_8));
      }
    }
    return files;
  }

  /** Everything that is there, leftovers too. */
  private static SortedMap<String, String> content(Path chart) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(chart)) {
      for (Path file : new ArrayList<>(walk.filter(Files::isRegularFile).toList())) {
        files.put(chart.relativize(file).toString(), Files.readString(file));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }

  private static FileEdit edit(String path, String before, String after) {
    return new FileEdit(path, Optional.of(before.getBytes(UTF_8)), after.getBytes(UTF_8));
  }
}
