package chartbot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.EnvironmentException;
import chartbot.error.LoginGate;
import chartbot.error.UncheckedChartbotException;
import chartbot.lifecycle.TestTarget;
import chartbot.target.Identity;
import chartbot.update.Proposal;
import chartbot.update.RecordingProgress;
import chartbot.update.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cache against real bare repositories: warm, shared, damaged, killed, foreign and full. */
class GitCacheTest {

  private static final int BIG = 300_000;

  @TempDir private Path directory;
  private final RecordingProgress progress = new RecordingProgress();
  private Path cache;
  private BareRepository server;

  @BeforeEach
  void serveAChart() throws Exception {
    cache = directory.resolve("cache");
    server = new BareRepository(directory.resolve("charts.git"));
    commit("a: 1\n");
  }

  @Test
  void aSecondRunFetchesNothingWhenTheBranchStands() throws Exception {
    run();
    List<Path> packs = packs();

    assertThat(run()).isEqualTo("a: 1\n");
    assertThat(packs()).isEqualTo(packs).hasSize(1);
    assertThat(progress.traces()).noneMatch(trace -> trace.contains("dropped"));
  }

  @Test
  void aSecondRunFetchesOnlyWhatIsNew() throws Exception {
    run();
    long first = bytes(packs());
    commit("a: 2\n");

    assertThat(run()).isEqualTo("a: 2\n");
    assertThat(packs()).hasSize(2);
    assertThat(first).isGreaterThan(BIG / 2);
    assertThat(bytes(packs()) - first).isLessThan(2000);
    assertThat(progress.traces()).noneMatch(trace -> trace.contains("dropped"));
  }

  @Test
  void aBranchThatWasWoundBackIsFollowed() throws Exception {
    ObjectId before = server.tip("master");
    commit("a: 2\n");
    run();
    server.reset("master", before);

    assertThat(run()).isEqualTo("a: 1\n");
  }

  /** What disks, kills and people do to a cache. */
  enum Damage {
    PACK_TRUNCATED {
      @Override
      void to(Path git) throws IOException {
        truncate(git, ".pack");
      }
    },
    INDEX_TRUNCATED {
      @Override
      void to(Path git) throws IOException {
        truncate(git, ".idx");
      }
    },
    PACK_EMPTY {
      @Override
      void to(Path git) throws IOException {
        for (Path file : files(git, ".pack")) {
          overwrite(file, 0, 0);
        }
      }
    },
    BITS_FLIPPED {
      @Override
      void to(Path git) throws IOException {
        for (Path file : files(git, ".pack")) {
          byte[] bytes = Files.readAllBytes(file);
          for (int i = 12; i < bytes.length - 20; i += 97) {
            bytes[i] ^= 0x55;
          }
          file.toFile().setWritable(true);
          Files.write(file, bytes);
        }
      }
    },
    OBJECTS_MISSING {
      @Override
      void to(Path git) throws IOException {
        for (Path file : files(git, "")) {
          if (file.getFileName().toString().startsWith("pack-")) {
            Files.delete(file);
          }
        }
      }
    },
    LOCKS_LEFT_BY_A_KILLED_RUN {
      @Override
      void to(Path git) throws IOException {
        Files.createFile(git.resolve("refs/heads/master.lock"));
        Files.createFile(git.resolve("shallow.lock"));
      }
    },
    HALF_A_PACK_LEFT_BY_A_KILLED_RUN {
      @Override
      void to(Path git) throws IOException {
        Files.writeString(git.resolve("objects/incoming_1.pack"), "PACK");
        Files.writeString(git.resolve("objects/pack/pack-" + "0".repeat(40) + ".idx"), "half");
      }
    },
    NO_MARKER {
      @Override
      void to(Path git) throws IOException {
        Files.delete(git.resolveSibling("origin"));
        Files.delete(git.resolve("HEAD"));
      }
    },
    MARKER_OF_ANOTHER_PROJECT {
      @Override
      void to(Path git) throws IOException {
        Files.writeString(git.resolveSibling("origin"), "https://elsewhere/\nother\n");
      }
    },
    CONFIGURATION_UNREADABLE {
      @Override
      void to(Path git) throws IOException {
        Files.writeString(git.resolve("config"), "[core\n\0garbage");
      }
    },
    REF_GARBLED {
      @Override
      void to(Path git) throws IOException {
        Files.writeString(git.resolve("refs/heads/master"), "no commit\n");
      }
    },
    SHALLOW_GARBLED {
      @Override
      void to(Path git) throws IOException {
        Files.writeString(git.resolve("shallow"), "no commit\n");
      }
    };

    abstract void to(Path git) throws IOException;

    private static void truncate(Path git, String suffix) throws IOException {
      for (Path file : files(git, suffix)) {
        overwrite(file, Files.size(file) / 2, Files.size(file) / 2);
      }
    }

    private static void overwrite(Path file, long from, long length) throws IOException {
      file.toFile().setWritable(true);
      try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
        open.setLength(Math.min(from, length));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedCacheDoesNotHurtARunOnTheSameTip(Damage damage) throws Exception {
    run();
    damage.to(git());

    assertThat(runAndPush()).isEqualTo("a: 1\n");
    assertThat(run()).isEqualTo("a: 1\n");
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedCacheDoesNotHurtARunOnANewTip(Damage damage) throws Exception {
    run();
    damage.to(git());
    commit("a: 2\n");

    assertThat(runAndPush()).isEqualTo("a: 2\n");
    assertThat(run()).isEqualTo("a: 2\n");
  }

  @ParameterizedTest
  @EnumSource
  void aCacheThatIsDamagedWhileInUseDoesNotHurtTheRun(Damage damage) throws Exception {
    run();
    try (GitChartRepository git = repository()) {
      Snapshot tip = git.fetchTip(GitChartRepositoryTest.target("master", ""));
      damage.to(git());
      commit("moved on\n");

      assertThat(tip.chart().paths("")).containsExactly("big.txt", "values.yaml");
      assertThat(tip.chart().read("big.txt").orElseThrow()).hasSizeGreaterThan(BIG);
      assertThat(tip.chart().read("values.yaml").orElseThrow()).asString().isEqualTo("a: 1\n");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aKeptTipIsThereWhateverHappensToTheCache(Damage damage) throws Exception {
    run();
    try (GitChartRepository git = repository()) {
      Snapshot kept = git.keptTip(GitChartRepositoryTest.target("master", "")).orElseThrow();
      damage.to(git());
      commit("moved on\n");

      assertThat(read(kept)).isEqualTo("a: 1\n");
    }
  }

  @Test
  void onlyWhatAnEarlierRunHasFetchedIsKept() throws Exception {
    try (GitChartRepository git = repository()) {
      assertThat(git.keptTip(GitChartRepositoryTest.target("master", ""))).isEmpty();
    }
    run();
    try (GitChartRepository git = repository();
        GitChartRepository without = repository()) {
      assertThat(git.keptTip(GitChartRepositoryTest.target("master", "")))
          .map(Snapshot::commit)
          .contains(server.tip("master").name());
      assertThat(git.keptTip(GitChartRepositoryTest.target("other", ""))).isEmpty();
      // The other run has the cache: this one works in a store of its own.
      assertThat(without.keptTip(GitChartRepositoryTest.target("master", ""))).isEmpty();
    }
  }

  @Test
  void contentThatIsNotWhatItsNameSaysIsNotTaken() throws Exception {
    run();
    forge("a: 1\n", "a: evil\n");

    assertThat(runAndPush()).isEqualTo("a: 1\n");
    assertThat(progress.traces()).anyMatch(trace -> trace.contains("git cache: dropped"));
  }

  @Test
  void twelveRunsAtOnceAllSeeTheTip() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try {
      for (int round = 0; round < 3; round++) {
        String values = "round: " + round + "\n";
        commit(values);
        List<Future<String>> runs =
            threads.invokeAll(
                IntStream.range(0, 12).<Callable<String>>mapToObj(run -> this::run).toList());
        for (Future<String> run : runs) {
          assertThat(run.get()).isEqualTo(values);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(run()).isEqualTo("round: 2\n");
    assertThat(progress.traces()).noneMatch(trace -> trace.contains("dropped"));
  }

  @Test
  void whatAnotherProcessHoldsIsNotWaitedForAndIsFreeOnceItIsKilled() throws Exception {
    Process holder = holder();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");

      assertThat(run()).isEqualTo("a: 1\n");
      assertThat(progress.traces()).contains("git cache: another run uses that of charts.git");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    progress.forget();
    assertThat(run()).isEqualTo("a: 1\n");
    assertThat(progress.traces()).noneMatch(trace -> trace.startsWith("git cache"));
  }

  @Test
  void aCacheWithTooManyPacksIsMadeAnew() throws Exception {
    run();
    for (int i = 0; i < 2 * CachedStore.MOST_PACKS; i++) {
      Files.writeString(git().resolve("objects/pack/old-" + i), "");
    }

    assertThat(run()).isEqualTo("a: 1\n");
    assertThat(files(git(), "")).noneMatch(file -> file.getFileName().toString().startsWith("old"));
  }

  @Test
  void aCacheWithTooManyLooseObjectsIsMadeAnew() throws Exception {
    run();
    Path folder = Files.createDirectories(git().resolve("objects/17"));
    for (int i = 0; i <= CachedStore.MOST_LOOSE_OBJECTS; i++) {
      Files.writeString(folder.resolve(String.format("%038x", i)), "");
    }

    assertThat(run()).isEqualTo("a: 1\n");
    assertThat(folder).doesNotExist();
  }

  @Test
  void aNewProjectTakesThePlaceOfThoseThatNoRunHasUsedForLong() throws Exception {
    run();
    Path own = git();
    List<Path> packs = packs();
    Path unused = Files.createDirectories(cache.resolve("0a/git"));
    age(Files.writeString(cache.resolve("0a.lock"), ""), CachedStore.LONG_UNUSED.plusDays(1));
    Path used = Files.createDirectories(cache.resolve("0b/git"));
    age(Files.writeString(cache.resolve("0b.lock"), ""), CachedStore.LONG_UNUSED.minusDays(1));
    run();
    assertThat(unused).exists();
    new BareRepository(directory.resolve("other.git"))
        .commit("master", Map.of("values.yaml", "b: 1\n"));

    try (GitChartRepository git = repository()) {
      git.fetchTip(TestTarget.of("other.git", "master"));
    }

    assertThat(unused).doesNotExist();
    assertThat(used).exists();
    assertThat(run()).isEqualTo("a: 1\n");
    assertThat(files(own, ".pack")).isEqualTo(packs);
  }

  private static void age(Path file, Duration age) throws IOException {
    Instant now = Files.getLastModifiedTime(file).toInstant();
    Files.setLastModifiedTime(file, FileTime.from(now.minus(age)));
  }

  @Test
  void whatIsInUseIsNotEvictedHoweverLongAgoItWasUsedLast() throws Exception {
    Process holder = holder();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      Path held = git();
      try (Stream<Path> found = Files.list(cache)) {
        Path lock =
            found.filter(file -> file.toString().endsWith(".lock")).findFirst().orElseThrow();
        age(lock, CachedStore.LONG_UNUSED.plusDays(1));
      }
      new BareRepository(directory.resolve("other.git"))
          .commit("master", Map.of("values.yaml", "b: 1\n"));

      try (GitChartRepository git = repository()) {
        git.fetchTip(TestTarget.of("other.git", "master"));
      }

      assertThat(held).exists();
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void whereTheCacheCannotBeMadeTheRunGoesOnWithoutIt() throws Exception {
    cache = Files.writeString(directory.resolve("a file"), "").resolve("cache");

    assertThat(runAndPush()).isEqualTo("a: 1\n");
    assertThat(progress.traces()).anyMatch(trace -> trace.startsWith("git cache: not used"));
  }

  @Test
  void aFolderThatOthersCanWriteToIsNotUsed() throws Exception {
    Files.createDirectory(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxr-x"));

    assertThat(run()).isEqualTo("a: 1\n");
    assertThat(cache).isEmptyDirectory();
  }

  @Test
  void aBranchThatIsGoneIsNamedAndTheCacheStays() throws Exception {
    run();

    try (GitChartRepository git = repository()) {
      assertThatThrownBy(() -> git.fetchTip(GitChartRepositoryTest.target("gone", "")))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("branch 'gone'");
    }
    assertThat(packs()).hasSize(1);
  }

  @Test
  void aFaultOfTheServerThatLooksLikeOneOfTheCacheHealsWithTheServer() throws Exception {
    run();
    commit("a: 2\n");
    Path objects = directory.resolve("charts.git/objects");
    Files.move(objects, directory.resolve("aside"));
    Files.createDirectory(objects);

    assertThatThrownBy(this::run)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("charts.git at ");

    Files.delete(objects);
    Files.move(directory.resolve("aside"), objects);
    assertThat(run()).isEqualTo("a: 2\n");
  }

  @Test
  void aCacheThatIsDoubtedIsReplacedOnceObjectsAreNeededAndTheServerAnswers() throws Exception {
    run();
    String url = directory.toUri().toString();
    GitServer at = new GitServer(url, Optional.empty(), Optional.empty());
    try (ProjectStore store =
        new ProjectStore(
            new Connections(at, new LoginGate(), GitLimits.defaults(), directory),
            "charts.git",
            new GitFaults(at, "charts.git"),
            GitCache.in(cache).open(at, "charts.git", progress),
            progress)) {
      ObjectId tip = store.fetch("refs/heads/master", 1);
      Files.move(directory.resolve("charts.git"), directory.resolve("aside"));

      store.distrust(new IOException("a push that broke off"));
      CommitFiles files = new CommitFiles(store, tip, "");
      for (ThrowingCallable read :
          List.<ThrowingCallable>of(() -> files.read("values.yaml"), () -> files.paths(""))) {
        assertThatThrownBy(read)
            .isInstanceOfSatisfying(
                UncheckedChartbotException.class,
                e -> {
                  assertThat(e.failure().message()).contains("project charts.git", "was not found");
                  assertThat(e.failure().hint().orElse("")).contains("check targets[].project");
                });
      }
      assertThat(packs()).hasSize(1);

      Files.move(directory.resolve("aside"), directory.resolve("charts.git"));
      assertThat(store.<Long>with(repository -> repository.open(tip).getSize())).isPositive();
      assertThat(progress.traces())
          .contains(
              "git cache: dropped that of charts.git, java.io.IOException: a push that broke off");
    }
  }

  /** A process that has the chart's project in hand. */
  private Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CacheHolder.class.getName(),
            directory.toString(),
            cache.toString())
        .redirectErrorStream(true)
        .start();
  }

  private GitChartRepository repository() {
    return new GitChartRepository(
        new GitServer(directory.toUri().toString(), Optional.empty(), Optional.empty()),
        new LoginGate(),
        directory,
        GitCache.in(cache),
        Clock.systemUTC(),
        progress);
  }

  /** One run, which reads everything; returns the values. */
  private String run() throws Exception {
    try (GitChartRepository git = repository()) {
      return read(git.fetchTip(GitChartRepositoryTest.target("master", "")));
    }
  }

  private static String read(Snapshot tip) {
    assertThat(tip.chart().paths("")).containsExactly("big.txt", "values.yaml");
    assertThat(tip.chart().read("big.txt").orElseThrow()).hasSizeGreaterThan(BIG);
    return new String(tip.chart().read("values.yaml").orElseThrow(), UTF_8);
  }

  private String runAndPush() throws Exception {
    try (GitChartRepository git = repository()) {
      Snapshot tip = git.fetchTip(GitChartRepositoryTest.target("master", ""));
      push(git, tip);
      try (Repository pushed = server.open();
          RevWalk walk = new RevWalk(pushed)) {
        assertThat(walk.parseCommit(pushed.resolve("refs/for/master")).getParent(0).name())
            .isEqualTo(tip.commit());
      }
      return read(tip);
    }
  }

  private static void push(GitChartRepository git, Snapshot tip) throws Exception {
    git.push(
        GitChartRepositoryTest.target("master", ""),
        tip,
        GitChartRepositoryTest.edit(GitChartRepositoryTest.file("values.yaml", "pushed\n")),
        new Proposal("Subject\n", new Identity("Bot", "bot@example.com"), List.of()));
  }

  private void commit(String values) throws IOException {
    byte[] noise = new byte[BIG];
    new Random(1).nextBytes(noise);
    server.commit(
        "master",
        Map.of("values.yaml", values, "big.txt", Base64.getEncoder().encodeToString(noise)));
  }

  private Path git() throws IOException {
    try (Stream<Path> found = Files.list(cache)) {
      return found.filter(Files::isDirectory).findFirst().orElseThrow().resolve("git");
    }
  }

  private List<Path> packs() throws IOException {
    return files(git(), ".pack");
  }

  private static long bytes(List<Path> files) throws IOException {
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static List<Path> files(Path git, String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(git.resolve("objects"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(suffix))
          .sorted()
          .toList();
    }
  }

  /** Takes the packs apart and puts well-formed other content in one object's place. */
  private void forge(String content, String other) throws IOException {
    try (Repository repository = new FileRepository(git().toFile())) {
      ObjectId tip = repository.exactRef("refs/heads/master").getObjectId();
      List<byte[]> loose = new ArrayList<>();
      List<Integer> types = new ArrayList<>();
      try (RevWalk walk = new RevWalk(repository);
          TreeWalk tree = new TreeWalk(repository)) {
        loose.add(repository.open(tip).getCachedBytes());
        types.add(Constants.OBJ_COMMIT);
        tree.addTree(walk.parseCommit(tip).getTree());
        loose.add(repository.open(walk.parseCommit(tip).getTree()).getCachedBytes());
        types.add(Constants.OBJ_TREE);
        while (tree.next()) {
          loose.add(repository.open(tree.getObjectId(0)).getCachedBytes());
          types.add(Constants.OBJ_BLOB);
        }
      }
      Damage.OBJECTS_MISSING.to(git());
      repository.getObjectDatabase().close();
      try (Repository again = new FileRepository(git().toFile());
          ObjectInserter inserter = again.newObjectInserter()) {
        for (int i = 0; i < loose.size(); i++) {
          inserter.insert(types.get(i), loose.get(i));
        }
        inserter.flush();
      }
      ObjectId forged =
          new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, content.getBytes(UTF_8));
      Path file =
          git()
              .resolve(
                  "objects/" + forged.name().substring(0, 2) + "/" + forged.name().substring(2));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
        out.write(("blob " + other.length() + "\0" + other).getBytes(UTF_8));
      }
      assertThat(file).exists();
      file.toFile().setWritable(true);
      Files.write(file, bytes.toByteArray());
    }
  }
}
