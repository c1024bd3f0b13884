package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.verify.ResidentPages.Range;
import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class ResidentPagesTest {

  private static final Path CACHE = Path.of("target", "helm");
  private static final long FILE = 1L << 63 | 1L << 61;
  private static final long OWN = 1L << 63;
  private static final long SWAPPED = 1L << 62;
  private static final long ABSENT = 0;

  @Test
  void onlyWhereTheFileCannotBeWrittenItsPagesAreLookedAt() {
    String maps =
        """
        7f0000000000-7f0000003000 r--p 00000000 fe:00 12 /a/helm.so
        7f0000003000-7f0000005000 r-xp 00003000 fe:00 12 /a/helm.so
        7f0000005000-7f0000006000 rw-p 00005000 fe:00 12 /a/helm.so
        7f0000006000-7f0000007000 ---p 00006000 fe:00 12 /a/helm.so
        7f0000007000-7f0000008000 r--p 00000000 fe:00 13 /a/other/a/helm.so
        7f0000008000-7f0000009000 r--p 00000000 fe:00 14 /a/helm.so.old
        ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]
        """;

    assertThat(ResidentPages.readOnly(maps, Path.of("/a/helm.so")))
        .containsExactly(
            new Range(0x7f0000000000L, 0x7f0000003000L),
            new Range(0x7f0000003000L, 0x7f0000005000L));
  }

  @Test
  void aPageThatWasWrittenToIsNeverGivenBack() {
    assertThat(runs(pages(40, FILE), pages(1, OWN), pages(20, FILE), pages(1, SWAPPED)))
        .containsExactly(new Range(0, 40), new Range(41, 61));
    assertThat(runs(pages(30, OWN))).isEmpty();
    assertThat(runs(pages(30, SWAPPED))).isEmpty();
  }

  @Test
  void aPageThatIsNotInMemoryDoesNotEndARun() {
    assertThat(runs(pages(10, FILE), pages(10, ABSENT), pages(10, FILE)))
        .containsExactly(new Range(0, 30));
  }

  @Test
  void aFewPagesAreNotWorthACall() {
    assertThat(runs(pages(15, FILE), pages(1, OWN), pages(16, FILE)))
        .containsExactly(new Range(16, 32));
  }

  @Test
  @EnabledIf("linux")
  void helmGoesOnWithFewerPages() throws Exception {
    NativeLibrary packaged =
        Objects.requireNonNull(
            NativeLibrary.serviceProviderLibrary(ResidentPagesTest.class.getClassLoader()));
    HelmLib library = HelmLibrary.load(CACHE);
    Path file = HelmLibrary.unpack(packaged, CACHE).toRealPath();
    Renderer helm = new NativeHelm(library);
    String refusal = helm.render(Path.of("no-chart"), List.of()).refusal().orElseThrow();
    long before = residentKib(file);

    ResidentPages.release(file);

    assertThat(residentKib(file)).isPositive().isLessThan(before);
    assertThat(helm.render(Path.of("no-chart"), List.of()).refusal()).hasValue(refusal);
  }

  @Test
  void aFileThatIsNotMappedOrNotThereIsNoFailure() {
    ResidentPages.release(Path.of("pom.xml"));
    ResidentPages.release(Path.of("none"));
  }

  static boolean linux() {
    return Files.isReadable(Path.of("/proc/self/smaps"));
  }

  private static long residentKib(Path file) throws IOException {
    long sum = 0;
    boolean its = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        its = line.endsWith(" " + file);
      } else if (its && line.startsWith("Rss:")) {
        sum += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return sum;
  }

  private static LongStream pages(int count, long entry) {
    return LongStream.range(0, count).map(page -> entry);
  }

  private static List<Range> runs(LongStream... pages) {
    long[] entries = LongStream.of().toArray();
    for (LongStream some : pages) {
      entries = LongStream.concat(LongStream.of(entries), some).toArray();
    }
    ByteBuffer pagemap =
        ByteBuffer.allocate(entries.length * Long.BYTES).order(ByteOrder.nativeOrder());
    pagemap.asLongBuffer().put(entries);
    return ResidentPages.unwritten(pagemap.array());
  }
}
