package chartbot.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What the shipped jar holds, and what it leaves to the tests. */
class ShippedJarIT {

  private static final Path JAR = Path.of("target", "chartbot.jar").toAbsolutePath();

  @Test
  void kubernetesIsKnownByItsSchemaAloneAndNothingTalksToACluster() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();

      assertThat(names)
          .contains("chartbot/kubernetes/schema.json")
          .noneMatch(name -> name.startsWith("io/kubernetes/"))
          .noneMatch(name -> name.startsWith("io/swagger/"))
          .noneMatch(name -> name.startsWith("okhttp3/"));
    }
  }
}
