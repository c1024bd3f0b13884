package chartbot.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.jni.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelmLibraryTest {

  @TempDir private Path temporary;

  private final NativeLibrary packaged =
      Objects.requireNonNull(
          NativeLibrary.serviceProviderLibrary(HelmLibraryTest.class.getClassLoader()));

  @Test
  void isUnpackedOnceForTheOwnerOnly() throws Exception {
    Path cache = temporary.resolve("a").resolve("b");
    Path unpacked = HelmLibrary.unpack(packaged, cache);
    FileTime longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(unpacked, longAgo);

    assertThat(HelmLibrary.unpack(packaged, cache)).isEqualTo(unpacked);

    assertThat(Files.getLastModifiedTime(unpacked)).isEqualTo(longAgo);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
        .isEqualTo("rwx------");
  }

  @Test
  void theLatestOfOtherVersionsStay() throws Exception {
    for (int year = 1; year <= 4; year++) {
      Path other = Files.createFile(temporary.resolve("helm-of-year-" + year + ".so"));
      Files.setLastModifiedTime(other, FileTime.from(365L * year, TimeUnit.DAYS));
    }

    Path unpacked = HelmLibrary.unpack(packaged, temporary);

    assertThat(names(temporary))
        .containsExactlyInAnyOrder(
            "helm-of-year-3.so", "helm-of-year-4.so", String.valueOf(unpacked.getFileName()));
  }

  @Test
  void aTruncatedFileIsReplaced() throws Exception {
    Path unpacked = HelmLibrary.unpack(packaged, temporary);
    long size = Files.size(unpacked);
    Files.writeString(unpacked, "half");

    HelmLibrary.unpack(packaged, temporary);

    assertThat(Files.size(unpacked)).isEqualTo(size);
  }

  @Test
  void aCacheThatCannotBeWrittenIsNoFolder() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> HelmLibrary.unpack(packaged, file.resolve("cache")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aFolderThatOthersCanWriteToIsNotTrusted() throws Exception {
    Path cache = Files.createDirectory(temporary.resolve("shared"));
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> HelmLibrary.unpack(packaged, cache))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("others can write");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
