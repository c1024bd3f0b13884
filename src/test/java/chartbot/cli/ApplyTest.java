package chartbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplyTest {

  private static final String VALUES =
      """
      # kept
      images:
        waitInitContainer:
          name: init   # quoted below
          tag: "1.0.0-1"
        eric-enm-models-core:
          name: eric-enm-models-core
          tag: 1.2.3-9

      eric-enm-models-core-job:
        name: eric-enm-models-core
        restartPolicy: OnFailure
      """;

  private static final String BUMPED =
      """
      diff --git a/values.yaml b/values.yaml
      --- a/values.yaml
      +++ b/values.yaml
      @@ -2,7 +2,7 @@
       images:
         waitInitContainer:
           name: init   # quoted below
      -    tag: "1.0.0-1"
      +    tag: "1.0.0-2"
         eric-enm-models-core:
           name: eric-enm-models-core
           tag: 1.2.3-9
      """;

  @TempDir Path folder;
  private Path chart = Path.of("");
  private Path config = Path.of("");

  @BeforeEach
  void aChartAndAConfiguration() throws IOException {
    chart = Files.createDirectory(folder.resolve("chart"));
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: x\nversion: 1.0.0\n");
    Files.writeString(chart.resolve("values.yaml"), VALUES);
    config =
        Files.writeString(
            folder.resolve("chartbot.yaml"),
            """
            gerrit: {url: https://gerrit.example.com/}
            targets: [{name: one, project: p}]
            """);
  }

  @Test
  void aBumpPrintsTheDifferenceAndChangesNothingElse() throws Exception {
    CommandLineRun run = apply("init:1.0.0-2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(BUMPED);
    assertThat(run.err()).isEqualTo("init: 1.0.0-1 -> 1.0.0-2\nwritten: 1 file\n");
    assertThat(values()).isEqualTo(VALUES.replace("1.0.0-1", "1.0.0-2"));
  }

  @Test
  void underVTheRenderedDifferenceIsShownToo() throws Exception {
    Path small = Path.of("src/test/resources/charts/small");
    Path copy = folder.resolve("small");
    try (Stream<Path> files = Files.walk(small)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(small.relativize(file)));
      }
    }
    String[] arguments = {
      "apply",
      "--config",
      config.toString(),
      "--chart-dir",
      copy.toString(),
      "--verify",
      "--dry-run",
      "eric-enm-models-old:1.0.0-2",
      "--no-job"
    };

    Map<String, String> environment = Map.of("CHARTBOT_CACHE_DIR", "target");
    CommandLineRun plain = CommandLineRun.of(environment, arguments);
    List<String> verbose = new ArrayList<>(List.of(arguments));
    verbose.add("-v");

    assertThat(CommandLineRun.of(environment, verbose.toArray(String[]::new)).out())
        .isEqualTo(
            plain.out()
                + """

                What changes in the rendered manifests:
                diff --git a/templates/old-models.yaml b/templates/old-models.yaml
                --- a/templates/old-models.yaml
                +++ b/templates/old-models.yaml
                @@ -11,4 +11,4 @@
                       restartPolicy: Never
                       containers:
                       - name: models
                -        image: registry.example/proj-enm/eric-enm-models-old:1.0.0-1
                +        image: registry.example/proj-enm/eric-enm-models-old:1.0.0-2
                """);
  }

  @Test
  void theChartsVersionGoesUpWithAChangeAndOnlyThen() throws Exception {
    Files.writeString(config, Files.readString(config) + "chart-version: {bump: build}\n");
    Path file = chart.resolve("Chart.yaml");
    Files.writeString(file, "apiVersion: v2\nname: x\nversion: 1.0.0-9 # ours\n");

    CommandLineRun run = apply("init:1.0.0-2");
    CommandLineRun again = apply("init:1.0.0-2");

    assertThat(run.err())
        .isEqualTo(
            "init: 1.0.0-1 -> 1.0.0-2\nchart version: 1.0.0-9 -> 1.0.0-10\nwritten: 2 files\n");
    assertThat(run.out()).contains("-version: 1.0.0-9 # ours\n+version: 1.0.0-10 # ours\n");
    assertThat(again.err()).contains("unchanged").doesNotContain("chart version");
    assertThat(Files.readString(file)).endsWith("\nversion: 1.0.0-10 # ours\n");
  }

  @Test
  void aVersionThatCannotBeCountedUpIsRefusedAndNothingIsWritten() throws Exception {
    Files.writeString(config, Files.readString(config) + "chart-version: {bump: build}\n");

    CommandLineRun run = apply("init:1.0.0-2");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("error: Chart.yaml:3:10: version '1.0.0' does not end in a");
    assertThat(values()).isEqualTo(VALUES);
  }

  @Test
  void aSecondRunFindsNothingToDo() throws Exception {
    apply("eric-enm-models-new:1.0.0-1", "init:1.0.0-2");
    List<String> before = everything();

    CommandLineRun run = apply("eric-enm-models-new:1.0.0-1", "init:1.0.0-2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            eric-enm-models-new: 1.0.0-1 already
            init: 1.0.0-2 already
            unchanged: the chart has it already
            """);
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void anImageThatIsAddedGetsEntryJobSectionAndTemplate() throws Exception {
    CommandLineRun run = apply("registry.example:5000/proj-enm/eric-enm-models-new:1.0.0-1");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEqualTo("eric-enm-models-new: added at 1.0.0-1\nwritten: 2 files\n");
    assertThat(values())
        .isEqualTo(
            VALUES.replace(
                    "    tag: 1.2.3-9\n",
                    """
                        tag: 1.2.3-9
                      eric-enm-models-new:
                        name: eric-enm-models-new
                        tag: 1.0.0-1
                    """)
                + """

                eric-enm-models-new-job:
                  name: eric-enm-models-new
                  restartPolicy: OnFailure
                """);
    assertThat(chart.resolve("templates/eric-enm-models-new.yaml"))
        .content()
        .contains("index .Values \"eric-enm-models-new-job\" \"memoryRequest\"");
  }

  @Test
  void anEditedTemplateIsKeptWithADiffOfTheStandardAndReplacedWhenAsked() throws Exception {
    apply("eric-enm-models-new:1.0.0-1");
    Path template = chart.resolve("templates/eric-enm-models-new.yaml");
    String generated = Files.readString(template);
    String edited = generated.replace("batch/v1", "batch/v1beta1");
    Files.writeString(template, edited);

    CommandLineRun run = apply("eric-enm-models-new:1.0.0-2");

    assertThat(template).content().isEqualTo(edited);
    assertThat(run.err())
        .contains(
            "was edited since chartbot generated it",
            "  -apiVersion: batch/v1beta1\n  +apiVersion: batch/v1\n");
    assertThat(apply("--overwrite-template", "eric-enm-models-new:1.0.0-2").exitCode()).isZero();
    assertThat(template).content().isEqualTo(generated);
  }

  @Test
  void withoutJobOnlyTheEntryIsAdded() throws Exception {
    assertThat(apply("--no-job", "eric-enm-models-new:1.0.0-1").exitCode()).isZero();

    assertThat(values()).contains("  eric-enm-models-new:\n").doesNotContain("models-new-job");
    assertThat(chart.resolve("templates")).doesNotExist();
  }

  @Test
  void aDryRunShowsTheSameAndWritesNothing() throws Exception {
    List<String> before = everything();

    CommandLineRun run = apply("--dry-run", "init:1.0.0-2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(BUMPED);
    assertThat(run.err()).endsWith("previewed: 1 file\n");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void anOlderTagIsWrittenWithAWarning() throws Exception {
    CommandLineRun run = apply("eric-enm-models-core:1.2.3-8", "--no-job");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).contains("warning: eric-enm-models-core: 1.2.3-8 is older than 1.2.3-9");
    assertThat(values()).contains("tag: 1.2.3-8");
  }

  @Test
  void quietTellsOnlyTheDifference() throws Exception {
    CommandLineRun run = apply("-q", "init:1.0.0-2");

    assertThat(run.out()).isEqualTo(BUMPED);
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "init | error: image 'init' has no tag | hint: give it as NAME:TAG",
        "init:1.0 | error: image 'init:1.0': tag '1.0' does not match the pattern"
            + " \\d+\\.\\d+\\.\\d+-\\d+ | hint: give a tag such as 1.2.3-4, or change"
            + " images.tag-pattern in the configuration",
        "init:1.0.0-2 init:1.0.0-3"
            + " | error: conflicting tags requested for init: 1.0.0-2 and 1.0.0-3 | ''",
        "--if-missing fail eric-enm-models-cor:1.0.0-1 | error: values.yaml:3:3: the chart has no"
            + " image 'eric-enm-models-cor'; did you mean 'eric-enm-models-core'?"
            + " | hint: check the name, or run with --if-missing add",
        "--target oen init:1.0.0-1 | error: there is no target 'oen'; did you mean 'one'?"
            + " | hint: the configuration has one",
        "--from none.txt | error: no such file: none.txt | hint: check the file that --from names"
      })
  void wrongInputIsExitCode3AndNothingIsWritten(String arguments, String error, String hint)
      throws Exception {
    List<String> before = everything();

    CommandLineRun run = apply(arguments.split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo(error + "\n" + (hint.isEmpty() ? "" : hint + "\n"));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void anEditThatFailsItsProofIsNeitherShownNorWritten() throws Exception {
    String hidden = "images:\u2028a: {name: a, tag: 1.0.0-1}\n";
    Files.writeString(chart.resolve("values.yaml"), hidden);

    CommandLineRun run = apply("--no-job", "init:1.0.0-2");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("values.yaml:1:8: the separator U+2028 hides");
    assertThat(run.out()).isEmpty();
    assertThat(values()).isEqualTo(hidden);
  }

  @Test
  void aChartThatCannotBeEditedSafelyIsExitCode3WithItsPlace() throws Exception {
    Files.writeString(chart.resolve("values.yaml"), "images: &x {}\nother: *x\n---\na: b\n");

    CommandLineRun run = apply("init:1.0.0-2");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).containsPattern("^error: values.yaml:\\d+:\\d+: ");
    assertThat(values()).startsWith("images: &x {}\n");
  }

  @Test
  void valuesThatAreNoFileAreNamedAsWhatTheyAre() throws Exception {
    Files.delete(chart.resolve("values.yaml"));
    Files.createDirectory(chart.resolve("values.yaml"));

    CommandLineRun run = apply("init:1.0.0-2");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("error: values.yaml: it is a directory, not a file\n");
  }

  @Test
  void skippingLeavesOutWhatTheChartDoesNotHave() throws Exception {
    CommandLineRun run = apply("--if-missing", "skip", "inti:1.0.0-2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .contains("warning: image 'inti' is not in the chart: skipped; did you mean 'init'?");
    assertThat(values()).isEqualTo(VALUES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init:1.0.0-2\n# comment\n\neric-enm-models-core:1.2.3-10\n",
        "IMAGES=init:1.0.0-2, eric-enm-models-core:1.2.3-10\nBUILD=7\n",
        "[\"init:1.0.0-2\", \"eric-enm-models-core:1.2.3-10\"]",
        "{\"init\": \"1.0.0-2\", \"eric-enm-models-core\": \"1.2.3-10\"}",
        "{\"build\": 7, \"images\": [{\"name\": \"init\", \"tag\": \"1.0.0-2\"},"
            + " \"r/p/eric-enm-models-core:1.2.3-10\"]}"
      })
  void imagesAreReadFromAFileInAnyOfItsForms(String text) throws Exception {
    Path from = Files.writeString(folder.resolve("from"), text);

    CommandLineRun run = apply("--no-job", "--from", from.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(values())
        .isEqualTo(VALUES.replace("1.0.0-1", "1.0.0-2").replace("1.2.3-9", "1.2.3-10"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IMAGE=r.example/p/eric-enm-models-core\nTAG=1.2.3-10\nBUILD=7\n",
        "IMAGE=eric-enm-models-core:1.2.3-10\n",
        "IMAGE=eric-enm-models-core:1.2.3-10\nTAG=1.2.3-10\nBUILD=7\nBUILD=8\n",
        "eric-enm-models-core=1.2.3-10\nBUILD=7\n"
      })
  void anUpstreamJobsPropertiesNameOneImage(String text) throws Exception {
    Path from = Files.writeString(folder.resolve("artifact.properties"), text);

    CommandLineRun run = apply("--no-job", "--from", from.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(values()).isEqualTo(VALUES.replace("1.2.3-9", "1.2.3-10"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "BUILD=7\n", "{\"images\": []}", "[]"})
  void aFileThatNamesNoImageIsRefused(String text) throws Exception {
    Path from = Files.writeString(folder.resolve("from"), text);

    CommandLineRun run = apply("--from", from.toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("error: " + from + " names no image\n");
  }

  static Stream<Arguments> filesThatAreWrong() {
    String pattern = "does not match the pattern \\d+\\.\\d+\\.\\d+-\\d+";
    return Stream.of(
        Arguments.of(
            "init:1.0.0-2\n# c\n\ncore:latest\nap\n",
            ":4: image 'core:latest': tag 'latest' "
                + pattern
                + "\n  FILE:5: image 'ap' has no tag"),
        Arguments.of("init:1.0.0-2\n\ninit:1.0.0-3\n", ":3: conflicting tags requested for init"),
        Arguments.of("BUILD=7\n\nIMAGES=init:1.0.0-2, \\\n core:x\n", ":3: image 'core:x': tag"),
        Arguments.of("IMAGE=init\nTAG=x\n", ":1: image 'init:x': tag 'x' " + pattern),
        Arguments.of("# c\neric-enm-models-core=x\n", ":2: image 'eric-enm-models-core:x': tag"),
        Arguments.of("A=b\nIMAGE=\\u00zz\n", ":2: not a line of a properties file: Malformed"),
        Arguments.of(
            "IMAGE=init:1.0.0-2\nTAG=1.0.0-3\n",
            ":2: TAG is '1.0.0-3', but IMAGE in line 1 has the tag '1.0.0-2'\nhint: remove one"),
        Arguments.of("IMAGE=a\nIMAGE=init\nTAG=1.0.0-2\n", ":2: 'IMAGE' stands in line 1 too"),
        Arguments.of("IMAGE=init\nTAG=1.0.0-1\n\nTAG=1.0.0-2\n", ":4: 'TAG' stands in line 2 too"),
        Arguments.of(
            "eric-enm-models-core=1.2.3-10\neric-enm-models-core=1.2.3-11\n",
            ":2: 'eric-enm-models-core' stands in line 1 too"),
        Arguments.of(
            "BUILD=7\ninit:1.0.0-2\neric-enm-models-core=1.2.3-10\n",
            ":2: 'init:1.0.0-2' would be left out: it is no KEY=VALUE as other lines are"),
        Arguments.of(
            "r.example:5000/p/eric-enm-models-core:1.2.3-10\nIMAGE=init:1.0.0-2\n",
            ":1: 'r.example:5000/p/eric-enm-models-core:1.2.3-10' would be left out"),
        Arguments.of(
            "\n{\"images\":\n [{\"name\":\"init\",\"tag\":\"bad\"}]}",
            ":3:11: image 'init:bad': tag"),
        Arguments.of("{\"init\": \"bad\"}", ":1:10: image 'init:bad': tag"),
        Arguments.of(
            "[\"init:1.0.0-2\",\n  \"é\", \"core\"]", ":2:3: image 'é' has no tag\n  FILE:2:8:"),
        Arguments.of(
            "{\"images\":[{\"name\":\"init\"}]}",
            ":1:12: image 'init' has no tag\nhint: give it as \"tag\": TAG"),
        Arguments.of("{\"images\":[{\"tag\":\"1.0.0-2\"}]}", ":1:12: an image has no name"),
        Arguments.of(
            "{\"init\":\"1.0.0-2\",\n\"init\":\"1.0.0-3\"}",
            ":2:1: duplicate key 'init', the first is at FILE:1:2"),
        Arguments.of("{\"images\": null}", ":1:12: expected an image"),
        Arguments.of("{\"init\": [1]}", ":1:10: expected a string"),
        Arguments.of("{\"images\":\n [{\"name\":\"init\",\"tag\":}]}", ":2:24: expected a string"),
        Arguments.of("[\"init:1.0.0-2\"", ":1:16: not valid JSON: expected ',' or ']'"),
        Arguments.of("[\"init:1.0.0-2\"] trailing", ":1:18: unexpected content after the JSON"),
        Arguments.of("[".repeat(9_999) + "]".repeat(9_999), " names no image"),
        Arguments.of("[".repeat(10_001) + "]".repeat(10_001), ":1:10001: not valid JSON: more"),
        Arguments.of("{\"a\": &a [x], \"b\": *a}", ":1:7: expected a string"),
        Arguments.of("[\"\\ud83d\\ude00:1.0.0-2\"]", ":1:2: image '\ud83d\ude00:1.0.0-2': "),
        Arguments.of("{\n\t\"images\": [\n\t\t\"init:x\"\n\t]\n}", ":3:3: image 'init:x': tag"));
  }

  @ParameterizedTest
  @MethodSource("filesThatAreWrong")
  void whatIsWrongInAFileIsToldWithItsPlace(String text, String error) throws Exception {
    Path from = Files.writeString(folder.resolve("from"), text);

    CommandLineRun run = apply("--no-job", "--from", from.toString());

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("error: " + from + error.replace("FILE", from.toString()));
    assertThat(values()).isEqualTo(VALUES);
  }

  @Test
  void severalTargetsNeedAChoice() throws Exception {
    Files.writeString(
        config,
        """
        gerrit: {url: https://gerrit.example.com/}
        targets: [{name: one, project: p}, {name: two, project: q, images: {tag-pattern: '.*'}}]
        """);

    assertThat(apply("init:x").err())
        .contains("the configuration has several targets", "--target with one of one, two");
    assertThat(apply("--target", "two", "init:x").exitCode()).isZero();
    assertThat(values()).contains("tag: \"x\"");
  }

  @Test
  void theConfigurationMayComeFromTheEnvironment() {
    CommandLineRun run =
        CommandLineRun.of(
            Map.of("CHARTBOT_CONFIG", folder.resolve("none.yaml").toString()),
            "apply",
            "--chart-dir",
            chart.toString(),
            "init:1.0.0-2");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("error: there is no configuration file " + folder.resolve("none.yaml"));
  }

  @Test
  void onATerminalTheDifferenceIsColoured() {
    CommandLineRun run = onTerminal(Map.of());

    assertThat(run.out())
        .contains(
            "\u001b[1m--- a/values.yaml\u001b[0m\n",
            "\u001b[36m@@ -2,7 +2,7 @@\u001b[0m\n",
            "\u001b[31m-    tag: \"1.0.0-1\"\u001b[0m\n",
            "\u001b[32m+    tag: \"1.0.0-2\"\u001b[0m\n",
            "\n   waitInitContainer:\n");
    assertThat(run.out().replaceAll("\u001b\\[\\d*m", "")).isEqualTo(BUMPED);
  }

  @Test
  void nobodyIsShownColoursWhoDoesNotWantThem() {
    assertThat(onTerminal(Map.of("NO_COLOR", "1")).out()).isEqualTo(BUMPED);
    assertThat(onTerminal(Map.of("TERM", "dumb")).out()).isEqualTo(BUMPED);
    assertThat(onTerminal(Map.of(), "--no-color").out()).isEqualTo(BUMPED);
    assertThat(onTerminal(Map.of("NO_COLOR", "")).out()).isNotEqualTo(BUMPED);
  }

  private CommandLineRun onTerminal(Map<String, String> environment, String... more) {
    return CommandLineRun.onTerminal(
        environment,
        arguments(Stream.concat(Stream.of("--dry-run", "init:1.0.0-2"), Stream.of(more))));
  }

  private CommandLineRun apply(String... more) {
    return CommandLineRun.of(Map.of(), arguments(Stream.of(more)));
  }

  private String[] arguments(Stream<String> more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "apply",
                // Of the edit; what Helm says of charts is tried on the cases.
                "--no-verify",
                "--config",
                config.toString(),
                "--chart-dir",
                chart.toString()));
    more.forEach(all::add);
    return all.toArray(String[]::new);
  }

  private String values() throws IOException {
    return Files.readString(chart.resolve("values.yaml"));
  }

  /** Every file with its content. */
  private List<String> everything() throws IOException {
    try (Stream<Path> walk = Files.walk(chart)) {
      List<String> all = new ArrayList<>();
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        all.add(file + ":" + Files.readString(file));
      }
      return all;
    }
  }
}
