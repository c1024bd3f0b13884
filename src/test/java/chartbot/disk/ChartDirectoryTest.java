package chartbot.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import chartbot.chart.FileEdit;
import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartDirectoryTest {

  @TempDir Path folder;

  @BeforeEach
  void aChart() throws IOException {
    Files.writeString(folder.resolve("Chart.yaml"), "name: x\n");
    Files.writeString(folder.resolve("values.yaml"), "old\n");
  }

  @Test
  void listsRegularFilesSortedWithoutGitsOwn() throws Exception {
    Files.createDirectories(folder.resolve(".git/objects"));
    Files.writeString(folder.resolve(".git/config"), "x");
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(folder.resolve("templates/a.yaml"), "x");

    ChartDirectory chart = ChartDirectory.open(folder);

    assertThat(chart.paths("")).containsExactly("Chart.yaml", "templates/a.yaml", "values.yaml");
    assertThat(chart.read("values.yaml").orElseThrow()).asString(UTF_8).isEqualTo("old\n");
    assertThat(chart.read("templates")).isEmpty();
    assertThat(chart.read("none")).isEmpty();
  }

  @Test
  void whatIsNoChartIsRefused() throws Exception {
    Files.delete(folder.resolve("Chart.yaml"));

    assertThatThrownBy(() -> ChartDirectory.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessage(folder + " is not a Helm chart: it has no Chart.yaml");
    assertThatThrownBy(() -> ChartDirectory.open(folder.resolve("values.yaml")))
        .hasMessage(folder.resolve("values.yaml") + " is not a directory");
    assertThatThrownBy(() -> ChartDirectory.open(folder.resolve("none")))
        .hasMessage(folder.resolve("none") + " does not exist");
  }

  @Test
  void writesReplacementsAndNewFilesInNewDirectories() throws Exception {
    ChartDirectory.open(folder).write(List.of(edit("values.yaml", "old\n", "new\n"), NEW));

    assertThat(folder.resolve("values.yaml")).hasContent("new\n");
    assertThat(folder.resolve("templates/job.yaml")).hasContent("kind: Job\n");
    assertThat(everything()).containsExactly("Chart.yaml", "templates/job.yaml", "values.yaml");
  }

  @Test
  void aReplacedFileKeepsItsModeAndANewOneFollowsTheUmask() throws Exception {
    Path values = folder.resolve("values.yaml");
    Files.setPosixFilePermissions(values, PosixFilePermissions.fromString("rw-rw-r-x"));
    Path plain = Files.createFile(folder.resolve("plain"));

    ChartDirectory.open(folder).write(List.of(edit("values.yaml", "old\n", "new\n"), NEW));

    assertThat(mode(values)).isEqualTo("rw-rw-r-x");
    assertThat(mode(folder.resolve("templates/job.yaml"))).isEqualTo(mode(plain));
  }

  @Test
  void removesAFileThatIsAsItWasRead() throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), "kind: Job\n");
    FileEdit removal = FileEdit.removal("job.yaml", "kind: Job\n".getBytes(UTF_8));
    ChartDirectory chart = ChartDirectory.open(folder);
    Files.writeString(job, "kind: Mine\n");

    assertThatThrownBy(() -> chart.write(List.of(removal)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("changed while chartbot was at work");

    Files.writeString(job, "kind: Job\n");
    chart.write(List.of(edit("values.yaml", "old\n", "new\n"), removal));

    assertThat(everything()).containsExactly("Chart.yaml", "values.yaml");
    assertThat(folder.resolve("values.yaml")).hasContent("new\n");
  }

  @Test
  void removesNoLinkAndNothingThroughOne() throws Exception {
    Files.createSymbolicLink(folder.resolve("job.yaml"), Path.of("values.yaml"));
    FileEdit removal = FileEdit.removal("job.yaml", "old\n".getBytes(UTF_8));

    assertThatThrownBy(() -> ChartDirectory.open(folder).write(List.of(removal)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("job.yaml is a link, so it is not removed");
    assertThat(folder.resolve("job.yaml")).isSymbolicLink().hasContent("old\n");
  }

  @Test
  void twoNamesOfOneFileAreNotBothWritten() throws Exception {
    Files.createSymbolicLink(folder.resolve("values-b.yaml"), Path.of("values.yaml"));
    List<FileEdit> both =
        List.of(
            new FileEdit(
                "values.yaml", Optional.of("old\n".getBytes(UTF_8)), "one\n".getBytes(UTF_8)),
            new FileEdit(
                "values-b.yaml", Optional.of("old\n".getBytes(UTF_8)), "two\n".getBytes(UTF_8)));
    ChartDirectory chart = ChartDirectory.open(folder);

    assertThatThrownBy(() -> chart.write(both))
        .isInstanceOf(UserException.class)
        .hasMessage(
            folder.resolve("values.yaml")
                + " and "
                + folder.resolve("values-b.yaml")
                + " are the same file, through a link; nothing was written");
    assertThat(folder.resolve("values.yaml")).hasContent("old\n");
    assertThat(folder.toFile().list()).hasSize(3);
  }

  @Test
  void whatIsNoFileOfTheChartIsNamedAsWhatItIs(@TempDir Path elsewhere) throws Exception {
    Path outside = Files.writeString(elsewhere.resolve("values.yaml"), "old\n");
    Files.createSymbolicLink(folder.resolve("out.yaml"), outside);
    Files.createSymbolicLink(folder.resolve("nowhere.yaml"), Path.of("none.yaml"));
    Files.createDirectory(folder.resolve("folder.yaml"));
    ChartDirectory chart = ChartDirectory.open(folder);

    assertThat(chart.whyAbsent("out.yaml")).isEqualTo("it is a link that leads out of the project");
    assertThat(chart.whyAbsent("nowhere.yaml")).isEqualTo("it is a link that leads to no file");
    assertThat(chart.whyAbsent("folder.yaml")).isEqualTo("it is a directory, not a file");
    assertThat(chart.whyAbsent("none.yaml")).isEqualTo("the chart has no such file");
  }

  @Test
  void aLinkWithinTheChartStaysALink() throws Exception {
    Files.move(folder.resolve("values.yaml"), folder.resolve("real.yaml"));
    Files.createSymbolicLink(folder.resolve("values.yaml"), Path.of("real.yaml"));

    ChartDirectory.open(folder).write(List.of(edit("values.yaml", "old\n", "new\n")));

    assertThat(folder.resolve("values.yaml")).isSymbolicLink().hasContent("new\n");
    assertThat(folder.resolve("real.yaml")).hasContent("new\n");
  }

  @Test
  void aLinkOutOfTheProjectIsRefusedByNameAndNeverWritten(@TempDir Path elsewhere)
      throws Exception {
    Path outside = Files.writeString(elsewhere.resolve("values.yaml"), "old\n");
    ChartDirectory before = ChartDirectory.open(folder);
    Files.delete(folder.resolve("values.yaml"));
    Files.createSymbolicLink(folder.resolve("values.yaml"), outside);
    Files.createSymbolicLink(folder.resolve("templates"), elsewhere);

    assertThatThrownBy(() -> ChartDirectory.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            folder.resolve("values.yaml") + " is a link that leads out of the project")
        .hasMessageContaining(
            folder.resolve("templates") + " is a link that leads out of the project");
    assertThatThrownBy(() -> before.write(List.of(edit("values.yaml", "old\n", "new\n"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("leads out of the project");
    assertThatThrownBy(() -> before.write(List.of(NEW)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("leads out of the project");
    assertThat(elsewhere).isDirectoryNotContaining(p -> p.endsWith("job.yaml"));
    assertThat(outside).hasContent("old\n");
  }

  @Test
  void foldersThatAreLinksAreFollowedAndStayLinks() throws Exception {
    Files.createDirectory(folder.resolve("shared"));
    Files.writeString(folder.resolve("shared/a.yaml"), "a\n");
    Files.createSymbolicLink(folder.resolve("templates"), Path.of("shared"));
    ChartDirectory chart = ChartDirectory.open(folder);

    assertThat(chart.paths("templates/")).containsExactly("templates/a.yaml");
    assertThat(chart.read("templates/a.yaml").orElseThrow()).asString(UTF_8).isEqualTo("a\n");
    chart.write(List.of(edit("templates/a.yaml", "a\n", "b\n"), NEW));

    assertThat(folder.resolve("templates")).isSymbolicLink();
    assertThat(folder.resolve("shared/a.yaml")).hasContent("b\n");
    assertThat(folder.resolve("shared/job.yaml")).hasContent("kind: Job\n");
    assertThat(folder.resolve("shared").toFile().list()).hasSize(2);
  }

  @Test
  void linksMayLeadOutOfTheChartButNotOutOfItsWorkTree() throws Exception {
    Path chart = Files.createDirectories(folder.resolve("charts/one"));
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/config"), "password\n");
    Files.writeString(chart.resolve("Chart.yaml"), "name: x\n");
    Files.createSymbolicLink(chart.resolve("values.yaml"), Path.of("../../values.yaml"));

    ChartDirectory.open(chart).write(List.of(edit("values.yaml", "old\n", "new\n")));

    assertThat(folder.resolve("values.yaml")).hasContent("new\n");
    assertThat(chart.resolve("values.yaml")).isSymbolicLink();
    Files.createDirectory(chart.resolve("templates"));
    Files.createSymbolicLink(chart.resolve("templates/c.yaml"), Path.of("../../../.git/config"));
    assertThatThrownBy(() -> ChartDirectory.open(chart))
        .hasMessage(chart.resolve("templates/c.yaml") + " is a link that leads out of the project");
  }

  @Test
  void whatHelmCannotReadIsRefusedByName() throws Exception {
    Files.createDirectory(folder.resolve("templates"));
    Files.createSymbolicLink(folder.resolve("templates/loop"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("templates/nowhere.yaml"), Path.of("none"));
    assertThat(new ProcessBuilder("mkfifo", folder + "/templates/pipe.yaml").start().waitFor())
        .isZero();
    Files.createSymbolicLink(folder.resolve("README"), Path.of("none"));

    assertThatThrownBy(() -> ChartDirectory.open(folder))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("templates/loop is a link that leads back to where it is")
        .hasMessageContaining("templates/nowhere.yaml is a link that leads to no file")
        .hasMessageContaining("templates/pipe.yaml is no regular file but a pipe")
        .hasMessageNotContaining("README");
  }

  @Test
  void aFileThatChangedMeanwhileIsRefusedAndNothingIsWritten() throws Exception {
    ChartDirectory chart = ChartDirectory.open(folder);
    Files.writeString(folder.resolve("values.yaml"), "somebody else's\n");

    assertThatThrownBy(() -> chart.write(List.of(NEW, edit("values.yaml", "old\n", "new\n"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("changed while chartbot was at work; nothing was written");

    assertThat(folder.resolve("values.yaml")).hasContent("somebody else's\n");
    assertThat(everything()).containsExactly("Chart.yaml", "values.yaml");
  }

  @Test
  void aNewFileThatIsThereMeanwhileIsRefused() throws Exception {
    ChartDirectory chart = ChartDirectory.open(folder);
    Files.createDirectory(folder.resolve("templates"));
    Files.writeString(folder.resolve("templates/job.yaml"), "theirs\n");

    assertThatThrownBy(() -> chart.write(List.of(edit("values.yaml", "old\n", "new\n"), NEW)))
        .isInstanceOf(UserException.class);

    assertThat(folder.resolve("templates/job.yaml")).hasContent("theirs\n");
    assertThat(folder.resolve("values.yaml")).hasContent("old\n");
  }

  @Test
  void aDirectoryThatCannotBeMadeLeavesEverythingAsItWas() throws Exception {
    Files.writeString(folder.resolve("templates"), "a file in the way\n");

    assertThatThrownBy(
            () ->
                ChartDirectory.open(folder)
                    .write(List.of(edit("values.yaml", "old\n", "new\n"), NEW)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("nothing was changed");

    assertThat(everything()).containsExactly("Chart.yaml", "templates", "values.yaml");
    assertThat(folder.resolve("values.yaml")).hasContent("old\n");
  }

  @Test
  void whenALaterRenameFailsTheEarlierOnesAreTakenBack() throws Exception {
    Path values = folder.resolve("values.yaml");
    Files.setPosixFilePermissions(values, PosixFilePermissions.fromString("rw-r-----"));
    AtomicFiles files =
        new AtomicFiles(ChartLocation.of(folder), failing(to -> to.endsWith("Chart.yaml")));

    assertThatThrownBy(
            () ->
                files.write(
                    List.of(
                        edit("values.yaml", "old\n", "new\n"),
                        NEW,
                        edit("Chart.yaml", "name: x\n", "name: y\n"))))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("the chart cannot be written: disk on fire; nothing was changed");

    assertThat(values).hasContent("old\n");
    assertThat(mode(values)).isEqualTo("rw-r-----");
    assertThat(everything()).containsExactly("Chart.yaml", "values.yaml");
    assertThat(folder.resolve("templates")).doesNotExist();
  }

  @Test
  void whatCannotBeTakenBackIsKeptAndNamed() throws Exception {
    Path real = folder.toRealPath();
    Disk disk =
        new Disk() {
          @Override
          void rename(Path from, Path to) throws IOException {
            if (to.endsWith("Chart.yaml") || from.toString().endsWith(".bak")) {
              throw new IOException("disk on fire");
            }
            super.rename(from, to);
          }
        };
    AtomicFiles files = new AtomicFiles(ChartLocation.of(folder), disk);

    EnvironmentException failure =
        catchThrowableOfType(
            EnvironmentException.class,
            () ->
                files.write(
                    List.of(
                        edit("values.yaml", "old\n", "new\n"),
                        edit("Chart.yaml", "name: x\n", "name: y\n"))));

    Path backup;
    try (Stream<Path> all = Files.list(real)) {
      backup =
          all.filter(file -> file.toString().endsWith(".bak"))
              .filter(file -> contentOf(file).equals("old\n"))
              .findFirst()
              .orElseThrow();
    }
    assertThat(backup).hasContent("old\n");
    assertThat(failure.message())
        .isEqualTo(
            "the chart cannot be written: disk on fire; "
                + folder.resolve("values.yaml")
                + " could not be taken back, as it was it is in "
                + backup);
    assertThat(failure.hint().orElse("")).contains("run chartbot again");

    ChartDirectory.open(folder); // the disk is well again

    assertThat(everything()).containsExactly("Chart.yaml", "values.yaml");
    assertThat(folder.resolve("values.yaml")).hasContent("new\n");
    assertThat(folder.resolve("Chart.yaml")).hasContent("name: y\n");
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Disk failing(Predicate<Path> atPlace) {
    return new Disk() {
      @Override
      void rename(Path from, Path to) throws IOException {
        if (atPlace.test(to)) {
          throw new IOException("disk on fire");
        }
        super.rename(from, to);
      }
    };
  }

  private static final FileEdit NEW =
      new FileEdit("templates/job.yaml", Optional.empty(), "kind: Job\n".getBytes(UTF_8));

  private static FileEdit edit(String path, String before, String after) {
    return new FileEdit(path, Optional.of(before.getBytes(UTF_8)), after.getBytes(UTF_8));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> everything() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(p -> folder.relativize(p).toString())
          .sorted()
          .toList();
    }
  }
}
