package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UncheckedEnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Helm gets to see of a chart, and that nothing of it remains. */
class ChartCopyTest {

  private final TestChart chart = TestChart.small();
  private final List<String> seen = new ArrayList<>();
  private Path folder = Path.of("none");

  @Test
  void helmSeesOnlyWhatIsNeeded() throws Exception {
    try (ChartCopy copy = ChartCopy.of(chart, List.of("values.yaml", "on.yaml"))) {
      copy.render(this::look, List.of("templates/old-models.yaml"));
    }

    assertThat(seen)
        .containsExactly(
            "Chart.yaml",
            "extra-0.yaml",
            "templates/_helpers.tpl",
            "templates/old-models.yaml",
            "values.yaml");
  }

  @Test
  void aTemplateIsGoneAfterItsTurn() throws Exception {
    try (ChartCopy copy = ChartCopy.of(chart, List.of())) {
      copy.render(this::look, List.of("templates/old-models.yaml"));
      copy.render(this::look, "templates/b.yaml", "text");
      seen.clear();
      copy.render(this::look, List.of());
    }

    assertThat(seen).containsExactly("Chart.yaml", "templates/_helpers.tpl", "values.yaml");
  }

  @Test
  void nobodyElseMayReadItAndNothingRemains() throws Exception {
    List<String> permissions = new ArrayList<>();
    try (ChartCopy copy = ChartCopy.of(chart, List.of())) {
      copy.render(
          (path, values) -> {
            folder = path;
            try {
              permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return Rendering.of("");
          },
          List.of());
    }

    assertThat(permissions).containsExactly("rwx------");
    assertThat(folder).doesNotExist();
  }

  @Test
  void nothingRemainsWhenHelmFails() throws Exception {
    try (ChartCopy copy = ChartCopy.of(chart, List.of())) {
      assertThatThrownBy(
              () ->
                  copy.render(
                      (path, values) -> {
                        folder = path;
                        throw new IllegalArgumentException("broken");
                      },
                      List.of("templates/old-models.yaml")))
          .hasMessage("broken");
    }

    assertThat(folder).doesNotExist();
  }

  @Test
  void aValuesFileThatIsGoneIsNamedAndWhetherToTryAgainIsSaidOnce() throws Exception {
    try (ChartCopy copy = ChartCopy.of(chart, List.of("/no/such/production.yaml"))) {
      assertThatThrownBy(() -> copy.render(this::look, List.of()))
          .isInstanceOfSatisfying(
              UncheckedEnvironmentException.class,
              e -> {
                assertThat(e.failure().what())
                    .startsWith("the values file /no/such/production.yaml cannot be read: ");
                assertThat(e.failure().hint())
                    .hasValue(
                        "look at verify.values-files; a retry will not help until that has"
                            + " changed");
              });
    }
  }

  @Test
  void aPathThatLeadsOutIsRefusedAndNothingRemains() throws Exception {
    TestChart evil = chart.with("templates/../../../evil.tpl", "x");
    long before = temporaryFolders();

    try (ChartCopy copy = ChartCopy.of(evil, List.of())) {
      assertThatThrownBy(() -> copy.render(this::look, List.of())).hasMessageContaining("evil.tpl");
    }

    assertThat(temporaryFolders()).isEqualTo(before);
  }

  @Test
  void hooksAreHiddenFromHelmAndShownAgain() throws Exception {
    String annotations = "\"helm.sh/hook\": test\n'helm.sh/hook-weight': \"1\"\nhelm.sh/hook : x\n";
    List<String> texts = new ArrayList<>();
    Rendering rendering;
    try (ChartCopy copy = ChartCopy.of(chart, List.of())) {
      rendering =
          copy.render(
              (path, values) -> {
                try {
                  texts.add(Files.readString(path.resolve("templates/a.yaml")));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                return Rendering.of(texts.get(0));
              },
              "templates/a.yaml",
              annotations);
    }

    assertThat(texts.get(0))
        .isEqualTo("\"helm.sh/ho0k\": test\n'helm.sh/hook-weight': \"1\"\nhelm.sh/ho0k : x\n");
    assertThat(rendering.manifests()).isEqualTo(annotations);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: a\\ndependencies:\\n  - name: b\\n    version: 1\\nversion: 1\\n | name: a\\nversion: 1\\n",
        "name: a\\ndependencies:\\n- name: b\\n  version: 1\\nversion: 1\\n | name: a\\nversion: 1\\n",
        "name: a\\ndependencies:\\n\\n# c\\n- name: b\\n\\n# d\\nversion: 1\\n | name: a\\nversion: 1\\n",
        "name: a\\ndependencies: []\\nversion: 1\\n | name: a\\nversion: 1\\n",
        "name: a\\ndependencies: [\\n  {name: b}\\n]\\nversion: 1\\n | name: a\\nversion: 1\\n",
        "name: a\\nversion: 1\\ndependencies:\\n  - name: b | name: a\\nversion: 1\\n",
        "name: a\\nversion: 1\\n\"dependencies\" :\\n  - name: b\\n | name: a\\nversion: 1\\n",
        "name: a\\r\\ndependencies:\\r\\n  - name: b\\r\\nversion: 1\\r\\n | name: a\\r\\nversion: 1\\r\\n",
        "dependencies:\\n- name: b\\nname: a\\n | name: a\\n",
        "name: dependencies\\nx:\\n  dependencies: 1\\n | name: dependencies\\nx:\\n  dependencies: 1\\n",
      })
  void dependenciesAreLeftOut(String chartYaml, String without) {
    assertThat(ChartCopy.withoutDependencies(plain(chartYaml))).isEqualTo(plain(without));
  }

  private static String plain(String text) {
    return text.replace("\\n", "\n").replace("\\r", "\r");
  }

  private Rendering look(Path path, List<Path> values) {
    seen.clear();
    try (Stream<Path> files = Files.walk(path)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> path.relativize(file).toString())
          .sorted()
          .forEach(seen::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Rendering.of("");
  }

  private static long temporaryFolders() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("chartbot-")).count();
    }
  }
}
