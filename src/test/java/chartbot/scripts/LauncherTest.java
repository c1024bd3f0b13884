package chartbot.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.scripts.Script.Ended;
import chartbot.scripts.Script.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/chartbot} with a Java and a Maven that only say how they were called. */
class LauncherTest {

  private static final String SAY_ARGUMENTS = "#!/bin/sh\nfor a; do printf '<%s>' \"$a\"; done\n";
  private static final String BUILD =
      """
      #!/bin/sh
      echo built >>"$(dirname "$0")/builds"
      echo "Maven talks"
      echo jar >"$(dirname "$0")/target/chartbot.jar"
      """;

  @TempDir Path temporary;
  private Path folder;
  private Map<String, String> environment;

  @BeforeEach
  void installJava() throws Exception {
    folder = Files.createDirectory(temporary.resolve("with some spaces"));
    Script.write(folder.resolve("jdk/bin/java"), SAY_ARGUMENTS);
    java("21.0.2");
    environment = Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", folder.resolve("jdk").toString());
  }

  @Test
  void runsTheJarBesideItAndPassesTheArgumentsOnAsTheyAre() throws Exception {
    Path launcher = Script.copy("bin/chartbot", folder.resolve("release/chartbot"));
    Files.writeString(folder.resolve("release/chartbot.jar"), "jar");

    Ended ended = Script.run(folder, environment, launcher, "update", "a b", "", "$x*");

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .endsWith("<" + folder.toRealPath() + "/release/chartbot.jar><update><a b><><$x*>");
  }

  @ParameterizedTest(name = "LC_ALL={0}, LC_CTYPE={1}, LANG={2}")
  @CsvSource({
    ", , , C.UTF-8",
    "'', '', '', C.UTF-8",
    "C, , de_DE.UTF-8, C.UTF-8",
    ", POSIX, de_DE.UTF-8, C.UTF-8",
    ", , C, C.UTF-8",
    ", , de_DE.ISO-8859-1, C.UTF-8",
    ", , en_US, C.UTF-8",
    "de_DE, C, C, C.UTF-8"
  })
  void aLocaleOfAnotherCharsetBecomesOneOfUtf8(
      @Nullable String all, @Nullable String type, @Nullable String lang, String become)
      throws Exception {
    assertThat(localeOfJava(all, type, lang)).isEqualTo(become + "\n");
  }

  @Test
  void aLocaleThatMayNotBeInstalledGivesWayToOneThatIs() throws Exception {
    boolean installed =
        Stream.of("C.utf8", "C.UTF-8")
            .anyMatch(name -> Files.isDirectory(Path.of("/usr/lib/locale", name)));

    assertThat(localeOfJava("xx_YY.UTF-8", null, null))
        .isEqualTo(installed ? "C.UTF-8\n" : "xx_YY.UTF-8\n");
  }

  private String localeOfJava(@Nullable String all, @Nullable String type, @Nullable String lang)
      throws Exception {
    Path launcher = Script.copy("bin/chartbot", folder.resolve("release/chartbot"));
    Files.writeString(folder.resolve("release/chartbot.jar"), "jar");
    Script.write(folder.resolve("jdk/bin/java"), "#!/bin/sh\necho \"${LC_ALL-}\"\n");
    Map<String, String> users = new HashMap<>(environment);
    Stream.of(
            new String[] {"LC_ALL", all},
            new String[] {"LC_CTYPE", type},
            new String[] {"LANG", lang})
        .filter(variable -> variable[1] != null)
        .forEach(variable -> users.put(variable[0], variable[1]));
    return Script.run(folder, users, launcher).out();
  }

  @Test
  void findsItsPlaceThroughSymbolicLinks() throws Exception {
    Path launcher = Script.copy("bin/chartbot", folder.resolve("release/bin/chartbot"));
    Files.writeString(folder.resolve("release/chartbot.jar"), "jar");
    Path first = Files.createSymbolicLink(folder.resolve("first"), launcher);
    Path second =
        Files.createSymbolicLink(folder.resolve("release/second"), Path.of("../", "first"));

    Ended ended = Script.run(folder, environment, second);

    assertThat(first).isSymbolicLink();
    assertThat(ended.out()).endsWith("/release/chartbot.jar>");
  }

  @Test
  void refusesAnOldJavaAndSaysWhichItNeeds() throws Exception {
    Path launcher = Script.copy("bin/chartbot", folder.resolve("chartbot"));
    Files.writeString(folder.resolve("chartbot.jar"), "jar");
    java("1.8.0_392");

    Ended ended = Script.run(folder, environment, launcher);

    assertThat(ended.code()).isEqualTo(5);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains(
            "is Java 1.8.0",
            "needs 17 or later",
            "hint: set JAVA_HOME",
            folder.resolve("jdk").toString());
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    Path launcher = Script.copy("bin/chartbot", folder.resolve("chartbot"));
    Path tools = folder.resolve("tools");
    for (String tool : List.of("dirname", "basename")) {
      Script.write(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
    }

    Ended ended = Script.run(folder, Map.of("PATH", tools.toString()), "/bin/sh", launcher);

    assertThat(ended.code()).isEqualTo(5);
    assertThat(ended.err()).contains("no java on the PATH and JAVA_HOME is not set");
  }

  @Test
  void buildsACheckoutOnFirstUseAndKeepsStandardOutputClean() throws Exception {
    Path launcher = checkout(BUILD);

    Ended first = Script.run(folder, environment, launcher, "x");
    Ended second = Script.run(folder, environment, launcher, "x");

    assertThat(first.code()).isZero();
    assertThat(first.out()).endsWith("<x>").doesNotContain("Maven talks");
    assertThat(first.err()).contains("chartbot: building", "Maven talks");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    Path launcher = checkout(BUILD);
    Script.run(folder, environment, launcher);
    Path jar = folder.resolve("checkout/target/chartbot.jar");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

    Ended ended = Script.run(folder, environment, launcher);

    assertThat(ended.err()).contains("chartbot: building");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void severalThatStartAtOnceBuildOnce() throws Exception {
    Path launcher = checkout(BUILD);
    List<Started> started = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      started.add(Script.start(folder, environment, launcher, "x"));
    }

    for (Started one : started) {
      Ended ended = one.end();
      assertThat(ended.err()).doesNotContain("fail");
      assertThat(ended.out()).endsWith("<x>");
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aFailedBuildLeavesNoJarAndIsTriedAgain() throws Exception {
    Path launcher = checkout(BUILD + "exit 1\n");

    Ended first = Script.run(folder, environment, launcher);
    Ended second = Script.run(folder, environment, launcher);

    assertThat(List.of(first.code(), second.code())).containsExactly(5, 5);
    assertThat(first.out()).isEmpty();
    assertThat(first.err()).contains("the build failed");
    assertThat(folder.resolve("checkout/target")).isEmptyDirectory();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void whatAKilledBuildLeftIsNotTaken() throws Exception {
    Path launcher = checkout(BUILD);
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = Files.createDirectories(folder.resolve("checkout/target/chartbot-build.lock"));
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    Files.writeString(folder.resolve("checkout/target/chartbot.jar"), "half a jar");

    Ended ended = Script.run(folder, environment, launcher, "x");

    assertThat(ended.out()).endsWith("<x>");
    assertThat(builds()).hasSize(1);
    assertThat(lock).doesNotExist();
  }

  @Test
  void theArchiveNextToTheJarIsUsed() throws Exception {
    Path launcher = release();
    Files.writeString(folder.resolve("release/chartbot.jsa"), "archive");

    assertThat(Script.run(folder, environment, launcher, "x").out())
        .contains("<-XX:SharedArchiveFile=" + folder.toRealPath() + "/release/chartbot.jsa>")
        .endsWith("<x>");
  }

  @Test
  void java25AndLaterUseTheArchiveThatTheyCanRead() throws Exception {
    Path launcher = release();
    Files.writeString(folder.resolve("release/chartbot.jsa"), "archive");
    java("25.0.1");

    String without = Script.run(folder, environment, launcher).out();
    Files.writeString(folder.resolve("release/chartbot.aot"), "archive");
    String with = Script.run(folder, environment, launcher).out();

    assertThat(without).doesNotContain("release/chartbot.jsa", "AOTCache");
    assertThat(with)
        .contains("<-XX:AOTCache=" + folder.toRealPath() + "/release/chartbot.aot>")
        .doesNotContain("SharedArchiveFile");
  }

  private Path release() throws Exception {
    Path launcher = Script.copy("bin/chartbot", folder.resolve("release/chartbot"));
    Files.writeString(folder.resolve("release/chartbot.jar"), "jar");
    return launcher;
  }

  private Path checkout(String wrapper) throws Exception {
    Path root = folder.resolve("checkout");
    Files.createDirectories(root.resolve("src/main"));
    Files.createDirectories(root.resolve("templates"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Script.write(root.resolve("mvnw"), wrapper);
    return Script.copy("bin/chartbot", root.resolve("bin/chartbot"));
  }

  private List<String> builds() throws Exception {
    return Files.readAllLines(folder.resolve("checkout/builds"));
  }

  private void java(String version) throws Exception {
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"" + version + "\"\n");
  }
}
