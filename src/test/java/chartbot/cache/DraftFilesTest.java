package chartbot.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ImageChange;
import chartbot.chart.VersionChange;
import chartbot.lifecycle.Draft;
import chartbot.update.DraftCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts in real files. */
class DraftFilesTest {

  private static final Draft FULL =
      new Draft(
          "1".repeat(40),
          false,
          List.of(
              new ImageChange("a", "keyOfA", Optional.of("1.0.0-1"), "1.0.0-2"),
              new ImageChange("b", Optional.empty(), "1.0.0-1")),
          List.of("a note", "another: ä\n€"),
          Optional.of(new VersionChange("1.0.0", "1.0.1")),
          "diff --git a/values.yaml b/values.yaml\n" + "+x\n".repeat(50_000),
          "diff --git a/t b/t\n");

  private static final Draft EMPTY =
      new Draft("2".repeat(40), true, List.of(), List.of(), Optional.empty(), "", "");

  @TempDir private Path directory;
  private Path program;
  private Path folder;

  @BeforeEach
  void build() throws IOException {
    program = Files.writeString(directory.resolve("chartbot.jar"), "a program");
    folder = directory.resolve("cache").resolve("drafts");
  }

  private Path file(String key) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(key + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private DraftCache cache() {
    return DraftFiles.in(folder, program);
  }

  @Test
  void aDraftIsFoundAsItWasKept() {
    cache().keep("full", FULL);
    cache().keep("empty", EMPTY);

    assertThat(cache().find("full")).contains(FULL);
    assertThat(cache().find("empty")).contains(EMPTY);
    assertThat(cache().find("other")).isEmpty();
  }

  @Test
  void aLaterDraftTakesThePlaceOfAnEarlierOne() {
    cache().keep("key", FULL);
    cache().keep("key", EMPTY);

    assertThat(cache().find("key")).contains(EMPTY);
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void whatAnotherBuildOfTheProgramHasDraftedDoesNotCount() throws Exception {
    cache().keep("key", FULL);

    Files.setLastModifiedTime(program, FileTime.from(Instant.EPOCH));

    assertThat(cache().find("key")).isEmpty();
  }

  @Test
  void twoProgramsKeepTheirDraftsBesideEachOther() throws Exception {
    Path other = Files.writeString(directory.resolve("other.jar"), "another program");
    cache().keep("key", FULL);
    DraftFiles.in(folder, other).keep("key", EMPTY);

    assertThat(cache().find("key")).contains(FULL);
    assertThat(DraftFiles.in(folder, other).find("key")).contains(EMPTY);
  }

  @Test
  void aProgramThatIsNoJarKeepsNothing() {
    DraftCache cache = DraftFiles.in(folder, directory);

    cache.keep("key", FULL);

    assertThat(cache.find("key")).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void aFileThatIsDamagedAnywhereIsNotReadAndIsReplaced() throws Exception {
    Draft draft =
        new Draft("1".repeat(40), false, FULL.images(), FULL.notes(), FULL.version(), "d", "k");
    cache().keep("key", draft);
    byte[] whole = Files.readAllBytes(file("key"));

    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(file("key"), damaged);
      assertThat(cache().find("key")).as("byte %s", i).isEmpty();
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(file("key"), Arrays.copyOf(whole, length));
      assertThat(cache().find("key")).as("length %s", length).isEmpty();
    }
    Files.write(file("key"), (new String(whole, UTF_8) + "more").getBytes(UTF_8));
    assertThat(cache().find("key")).isEmpty();

    cache().keep("key", draft);
    assertThat(cache().find("key")).contains(draft);
  }

  @Test
  void nobodyElseCanReadOrPlantDrafts() throws Exception {
    cache().keep("key", FULL);
    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));

    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(cache().find("key")).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsDoneWithout() throws Exception {
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "a file in its place");

    cache().keep("key", FULL);

    assertThat(cache().find("key")).isEmpty();
    assertThat(folder).hasContent("a file in its place");
  }

  @Test
  void theFolderDoesNotGrowWithoutBoundAndTheOldestGo() throws Exception {
    for (int i = 0; i < DraftFiles.MOST_FILES; i++) {
      cache().keep("key" + i, EMPTY);
      Files.setLastModifiedTime(file("key" + i), FileTime.fromMillis(1000L * i));
    }
    assertThat(folder.toFile().list()).hasSize(DraftFiles.MOST_FILES);

    cache().keep("last", FULL);

    assertThat(folder.toFile().list()).hasSize(DraftFiles.MOST_FILES / 2);
    assertThat(cache().find("last")).contains(FULL);
    assertThat(cache().find("key0")).isEmpty();
    assertThat(cache().find("key" + (DraftFiles.MOST_FILES - 1))).contains(EMPTY);
  }

  @Test
  void manyMayKeepAndFindAtOnce() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Draft mine = i % 2 == 0 ? FULL : EMPTY;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                for (int round = 0; round < 20; round++) {
                  cache().keep("key", mine);
                  assertThat(cache().find("key")).isPresent().get().isIn(FULL, EMPTY);
                }
              }));
    }
    all.forEach(CompletableFuture::join);

    assertThat(folder.toFile().list()).hasSize(1);
  }
}
