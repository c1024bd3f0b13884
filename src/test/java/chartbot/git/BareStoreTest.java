package chartbot.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary repositories of runs that were killed. */
class BareStoreTest {

  @TempDir Path temporary;

  @Test
  void aRepositoryThatAKilledProcessLeftIsDeletedByTheNextRun() throws Exception {
    Process killed = process();
    try {
      Path left = repositories();
      BareStore.create(temporary).drop();
      assertThat(left).as("of a process that runs").isDirectory();
      killed.destroyForcibly().waitFor();

      BareStore.create(temporary).drop();

      assertThat(temporary).isEmptyDirectory();
    } finally {
      killed.destroyForcibly();
    }
  }

  @Test
  void nothingIsDeletedThroughALinkAndNothingThatIsNew() throws Exception {
    Path other = Files.createDirectory(temporary.resolve("other"));
    Path file = Files.createFile(other.resolve("file"));
    Path old = Files.createDirectory(temporary.resolve("chartbot-git-old"));
    Files.createSymbolicLink(old.resolve("objects"), other);
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    Path link = Files.createSymbolicLink(temporary.resolve("chartbot-git-link"), other);
    Path young = Files.createDirectory(temporary.resolve("chartbot-git-young"));

    BareStore.create(temporary).drop();

    assertThat(old).doesNotExist();
    assertThat(file).exists();
    assertThat(link).isSymbolicLink();
    assertThat(young).isDirectory();
  }

  /** A process of its own that has made a repository and waits. */
  private Process process() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                temporary.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("made");
    assertThat(process.waitFor(0, TimeUnit.SECONDS)).isFalse();
    return process;
  }

  private Path repositories() throws Exception {
    try (var all = Files.list(temporary)) {
      return all.findFirst().orElseThrow();
    }
  }

  /** What {@link #process()} runs. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      BareStore.create(Path.of(arguments[0]));
      System.out.println("made");
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }
}
