package chartbot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.cli.Chartbot;
import chartbot.helm.WorkerHelm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code chartbot apply} on the small charts of {@code cases/}, each of which stands for a kind of
 * chart that went wrong, and on others of those kinds. {@code case.txt} holds the command and what
 * is right.
 */
class ChartCasesTest {

  private static final List<Path> CASES =
      List.of(Path.of("src/test/resources/cases"), Path.of("src/test/resources/cases-of-kinds"));

  /** What the messages hold, as regular expressions, and {@code !} before what they do not. */
  private static final Map<String, List<String>> MESSAGES =
      Map.ofEntries(
          Map.entry("chart-yaml-dependencies-indented", List.of("!not proven", "!did not render")),
          Map.entry("files-get-bump", List.of("!not proven", "!did not render")),
          Map.entry(
              "helmignore-hides-the-new-template",
              List.of("\\.helmignore:1 keeps templates/eric-enm-models-svc\\.yaml out")),
          Map.entry("hint-for-missing-optional-blocks", List.of("job\\.blocks", "volume")),
          Map.entry("image-there-as-one-string", List.of("values\\.yaml:\\d+:\\d+: the chart has")),
          Map.entry(
              "image-there-nested-under-component",
              List.of("values\\.yaml:\\d+:\\d+: the chart has", "--if-missing add")),
          Map.entry("kube-version-constraint", List.of("!not proven", "!did not render")),
          Map.entry("lookup-bump", List.of("!not proven", "!did not render", "!\\[ERROR\\]")),
          Map.entry(
              "no-effect-digest-wins",
              List.of("values\\.yaml:\\d+: after the update", "digest wins over the tag")),
          Map.entry("sops-values", List.of("values\\.yaml:\\d+", "sops")),
          Map.entry("two-names-one-template", List.of("templates/eric-enm-models-foo\\.yaml")),
          Map.entry("word-tag-is-called-newer", List.of("!is older than")));

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HOME",
          Path.of("target/cases").toAbsolutePath().toString(),
          "PATH",
          System.getenv().getOrDefault("PATH", "/usr/bin"));

  /** Its workers render one chart after the other, as those of a run do for its targets. */
  private static final WorkerHelm HELM = Wiring.helm(ENVIRONMENT);

  @TempDir Path folder;

  @AfterAll
  static void endTheWorkers() {
    HELM.close();
  }

  static List<Path> cases() throws IOException {
    List<Path> cases = new ArrayList<>();
    for (Path folder : CASES) {
      try (Stream<Path> all = Files.list(folder)) {
        all.sorted().forEach(cases::add);
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theChartComesOutRight(Path source) throws Exception {
    String name = source.getFileName().toString();
    copy(source, folder);
    Map<String, String> facts = facts(folder.resolve("case.txt"));
    if (!facts.getOrDefault("setup", "-").equals("-")) {
      Process setup =
          new ProcessBuilder("sh", "-c", facts.get("setup")).directory(folder.toFile()).start();
      assertThat(setup.waitFor()).isZero();
    }
    Map<String, String> before = read(folder.resolve("chart"));

    StringBuilder messages = new StringBuilder();
    int exit = run(facts, messages);

    assertThat(facts.get("expected exit")).as(messages.toString()).contains("" + exit);
    List<String> wanted = new ArrayList<>(MESSAGES.getOrDefault(name, List.of()));
    facts.forEach((fact, text) -> addMessage(fact, text, wanted));
    for (String message : wanted) {
      boolean absent = message.startsWith("!");
      assertThat(Pattern.compile(absent ? message.substring(1) : message).matcher(messages).find())
          .as(message + "\n" + messages)
          .isEqualTo(!absent);
    }
    Map<String, String> after = read(folder.resolve("chart"));
    if (exit != 0) {
      assertThat(after).isEqualTo(before);
      return;
    }
    if (Files.exists(folder.resolve("expected"))) {
      Map<String, String> expected = new TreeMap<>(before);
      expected.putAll(read(folder.resolve("expected")));
      assertThat(after).isEqualTo(expected);
    } else {
      assertThat(after).isNotEqualTo(before);
    }
    assertThat(run(facts, messages)).isZero();
    assertThat(read(folder.resolve("chart"))).isEqualTo(after);
  }

  private static void addMessage(String fact, String text, List<String> wanted) {
    if (fact.startsWith("message ")) {
      wanted.add(text);
    }
  }

  private int run(Map<String, String> facts, StringBuilder messages) {
    List<String> words = new ArrayList<>(List.of(fact(facts, "command").split(" ")));
    words.remove(0);
    for (String option : List.of("--chart-dir", "--config")) {
      int value = words.indexOf(option) + 1;
      if (value > 0) {
        words.set(value, folder.resolve(words.get(value)).toString());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    int exit = Chartbot.run(new Wiring(ENVIRONMENT, HELM), words, stream, stream, false);
    messages.append(out.toString(UTF_8));
    return exit;
  }

  private static String fact(Map<String, String> facts, String name) {
    return Objects.requireNonNull(facts.get(name), name);
  }

  private static Map<String, String> facts(Path file) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        facts.put(line.substring(0, colon).replaceAll(" \\(.*\\)", ""), line.substring(colon + 2));
      }
    }
    return facts;
  }

  private static Map<String, String> read(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            folder.relativize(file).toString(),
            Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.sorted().toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
