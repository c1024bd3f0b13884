package chartbot.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.scripts.Script.Ended;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mvnw -Pdist,man package} in a copy of this checkout, and what it makes, used. */
class DistributionIT {

  private static final List<String> CHECKOUT =
      List.of(
          ".git",
          ".mvn",
          "mvnw",
          "pom.xml",
          "README.md",
          "CHANGELOG.md",
          "CONTRIBUTING.md",
          "LICENSE",
          "SECURITY.md",
          "docs",
          "Jenkinsfile",
          "vars",
          "bin",
          "config",
          "templates");
  private static final List<String> MADE =
      List.of("chartbot.jar", "bom.json", "chartbot-release.tar.gz");
  private static final String SELF_CONTAINED = "chartbot-linux-x64.tar.gz";
  private static final String IMAGE = "chartbot-image.tar";

  /** The JVM writes it, never twice the same. */
  private static final String ARCHIVE = "chartbot.aot";

  @TempDir static Path folder;
  private static Path copy;
  private static Path target;

  @BeforeAll
  static void packageACopyOfTheCheckout() throws Exception {
    copy = Files.createDirectory(folder.resolve("a checkout"));
    for (String name : CHECKOUT) {
      Ended copied =
          Script.run(folder, System.getenv(), "cp", "-a", Path.of(name).toAbsolutePath(), copy);
      assertThat(copied.code()).as(copied.err()).isZero();
    }
    Files.createDirectory(copy.resolve("src"));
    Path sources = Path.of("src/main").toAbsolutePath();
    Script.run(folder, System.getenv(), "cp", "-a", sources, copy.resolve("src"));
    // The tests need not compile; what writes the man pages and names Go modules lies among them.
    for (String program : List.of("cli/ManPages.java", "supply/GoModules.java")) {
      Path source = Path.of("src/test/java/chartbot", program);
      Files.createDirectories(copy.resolve(source).getParent());
      Files.copy(source, copy.resolve(source));
    }
    target = copy.resolve("target");
    build();
  }

  private static void build() throws Exception {
    // No registry is needed for an image that is based on nothing.
    Ended ended =
        Script.run(
            copy,
            System.getenv(),
            copy.resolve("mvnw"),
            "-B",
            "-q",
            "-Pdist,man",
            "package",
            "-Dimage.base=scratch",
            "-Druntime.jdk=" + newestJdk(),
            "-DskipTests",
            "-Dspotless.check.skip=true",
            "-Dmaven.repo.local=" + System.getProperty("chartbot.maven.repository"));
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
  }

  /** Of those that Linux distributions install, or that which runs the tests. */
  private static Path newestJdk() throws Exception {
    Path newest = Path.of(System.getProperty("java.home"));
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (Stream<Path> all = Files.list(installed)) {
        for (Path jdk : all.filter(f -> Files.isExecutable(f.resolve("bin/jlink"))).toList()) {
          newest = version(jdk) > version(newest) ? jdk : newest;
        }
      }
    }
    return newest;
  }

  private static int version(Path java) throws Exception {
    Properties release = new Properties();
    try (Reader text = Files.newBufferedReader(java.resolve("release"))) {
      release.load(text);
    }
    return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", "")).feature();
  }

  @Test
  void theSameTreeMakesTheSameBytesInAnotherFolderAndAtAnotherTime() throws Exception {
    assertThat(target.resolve("chartbot.jar"))
        .hasSameBinaryContentAs(Path.of("target/chartbot.jar"));
    Path before = Files.createDirectory(folder.resolve("before"));
    for (String name : MADE) {
      Files.move(target.resolve(name), before.resolve(name));
    }
    Path selfContained = selfContained(before);

    build();

    for (String name : MADE) {
      assertThat(target.resolve(name)).hasSameBinaryContentAs(before.resolve(name));
    }
    Path again = selfContained(Files.createDirectory(folder.resolve("again")));
    Ended compared =
        Script.run(folder, environment(), "diff", "-r", "-x", ARCHIVE, selfContained, again);
    assertThat(compared.code()).as(compared.out() + compared.err()).isZero();
  }

  private static Path selfContained(Path place) throws Exception {
    unpack(target.resolve(SELF_CONTAINED), place);
    return only(place, "chartbot-1");
  }

  private static void unpack(Path archive, Path place) throws Exception {
    Ended unpacked = Script.run(folder, System.getenv(), "tar", "xf", archive, "-C", place);
    assertThat(unpacked.code()).as(unpacked.err()).isZero();
  }

  @Test
  void theSelfContainedReleaseRunsAndRendersWhereThereIsNoJava() throws Exception {
    BareRoot root = BareRoot.in(Files.createDirectory(folder.resolve("bare")));
    Path place = Files.createDirectories(root.folder().resolve("any where"));
    Path release = Files.move(selfContained(place), place.resolve("chartbot"));
    Path chart = chart(root.folder());

    Ended version = root.run("/any where/chartbot/bin/chartbot", "--version");
    Ended applied =
        root.run("/any where/chartbot/bin/chartbot", "apply", "--chart-dir", "/chart", "a:1.0.0-2");

    assertThat(version.code()).as(version.err()).isZero();
    assertThat(version.out())
        .startsWith("chartbot ")
        .contains("Java " + version(release.resolve("runtime")));
    assertThat(applied.code()).as(applied.err()).isZero();
    assertThat(applied.err()).contains("verifying with Helm");
    assertThat(chart.resolve("values.yaml"))
        .hasContent("images:\n  a:\n    name: a\n    tag: 1.0.0-2\n");
    assertThat(release.resolve("bom.json")).content().contains("\"OpenJDK\"");
    assertThat(Files.exists(release.resolve(ARCHIVE)))
        .isEqualTo(version(release.resolve("runtime")) >= 25);
    if (Files.exists(release.resolve(ARCHIVE))) {
      assertThat(withArchiveOnly(root)).isZero();
      Files.setLastModifiedTime(
          release.resolve("chartbot.jar"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
      assertThat(withArchiveOnly(root)).isNotZero();
    }
  }

  /** How a run ends that refuses to begin without the archive. */
  private static int withArchiveOnly(BareRoot root) throws Exception {
    return root.run(
            "/any where/chartbot/runtime/bin/java",
            "-XX:AOTMode=on",
            "-XX:AOTCache=/any where/chartbot/" + ARCHIVE,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmn6m",
            "-jar",
            "/any where/chartbot/chartbot.jar",
            "--version")
        .code();
  }

  @Test
  void theChecksumsAreThoseOfTheFiles() throws Exception {
    Ended checked = Script.run(target, environment(), "sha256sum", "--check", "SHA256SUMS");

    assertThat(checked.code()).as(checked.out() + checked.err()).isZero();
    assertThat(checked.out())
        .contains("bom.json", "chartbot-release.tar.gz", SELF_CONTAINED, IMAGE);
  }

  private static Path chart(Path place) throws Exception {
    Path chart = Files.createDirectories(place.resolve("chart"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: c\nversion: 1.0.0\n");
    Files.writeString(
        chart.resolve("values.yaml"), "images:\n  a:\n    name: a\n    tag: 1.0.0-1\n");
    return chart;
  }

  @Test
  void theReleaseRunsFromWhereverItIsUnpacked() throws Exception {
    Path place = Files.createDirectories(folder.resolve("any where"));
    unpack(target.resolve("chartbot-release.tar.gz"), place);
    Path release = only(place, "chartbot-");
    assertThat(release.resolve("man/man1/chartbot-update.1")).content().contains("update");
    assertThat(release.resolve("Jenkinsfile")).hasSameTextualContentAs(Path.of("Jenkinsfile"));
    assertThat(release.resolve("config/chartbot.yaml")).isRegularFile();
    Path chart = chart(place);

    Ended version = Script.run(place, environment(), release.resolve("bin/chartbot"), "--version");
    Ended applied =
        Script.run(
            place,
            environment(),
            release.resolve("bin/chartbot"),
            "apply",
            "--chart-dir",
            chart,
            "a:1.0.0-2");

    assertThat(version.out()).startsWith("chartbot ");
    assertThat(applied.code()).as(applied.err()).isZero();
    assertThat(chart.resolve("values.yaml"))
        .hasContent("images:\n  a:\n    name: a\n    tag: 1.0.0-2\n");
  }

  @Test
  void theBillOfMaterialsNamesEachLibraryOfTheJarWithItsVersionAndNoneOfTheTests()
      throws Exception {
    JsonObject bill =
        JsonParser.parseString(Files.readString(target.resolve("bom.json"))).getAsJsonObject();

    assertThat(bill.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
    List<String> names =
        StreamSupport.stream(bill.getAsJsonArray("components").spliterator(), false)
            .map(JsonElement::getAsJsonObject)
            .peek(component -> assertThat(component.get("version").getAsString()).isNotBlank())
            .map(component -> component.get("name").getAsString())
            .toList();
    assertThat(names)
        .contains(
            "org.eclipse.jgit",
            "gerrit-rest-java-client",
            "handlebars",
            "snakeyaml",
            "picocli",
            "helm-java",
            "helm.sh/helm/v3",
            "k8s.io/client-go",
            "stdlib")
        .doesNotContain("junit-jupiter", "wiremock", "jqwik", "groovy", "client-java-api");
  }

  @Test
  void theImageRunsChartbotAsAnOrdinaryUser() throws Exception {
    Path image = Files.createDirectories(folder.resolve("image"));
    BareRoot root = BareRoot.in(Files.createDirectory(folder.resolve("root"))); // as its base
    unpack(target.resolve(IMAGE), image);
    JsonObject manifest =
        JsonParser.parseString(Files.readString(image.resolve("manifest.json")))
            .getAsJsonArray()
            .get(0)
            .getAsJsonObject();
    for (JsonElement layer : manifest.getAsJsonArray("Layers")) {
      unpack(image.resolve(layer.getAsString()), root.folder());
    }
    JsonObject config =
        JsonParser.parseString(Files.readString(image.resolve("config.json")))
            .getAsJsonObject()
            .getAsJsonObject("config");

    List<String> entry = new ArrayList<>();
    config.getAsJsonArray("Entrypoint").forEach(word -> entry.add(word.getAsString()));
    entry.add("--version");
    Ended version = root.run(entry.toArray());

    assertThat(config.get("User").getAsString()).isEqualTo("1000");
    assertThat(version.code()).as(version.err()).isZero();
    assertThat(version.out()).startsWith("chartbot ");
  }

  private static Path only(Path folder, String prefix) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  /** As on a machine that has Java and nothing of ours. */
  private static Map<String, String> environment() {
    return Map.of(
        "PATH", System.getProperty("java.home") + "/bin:/usr/bin:/bin", "HOME", folder.toString());
  }
}
