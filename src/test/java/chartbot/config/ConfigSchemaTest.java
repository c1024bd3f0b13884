package chartbot.config;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.docs.GeneratedPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSchemaTest {

  private static final Path SHIPPED = Path.of("config", "chartbot.yaml");

  @Test
  void theShippedSchemaIsTheCodesOwn() throws Exception {
    GeneratedPage.check(Path.of("config", "config.schema.json"), ConfigSchema.json());
  }

  @Test
  void theShippedExampleNamesTheSchemaForEditors() throws Exception {
    assertThat(Files.readAllLines(SHIPPED).get(0))
        .isEqualTo("# yaml-language-server: $schema=config.schema.json");
  }

  @Test
  void everyConfigurationFileOfTheTestsValidates() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
      List<Path> configurations =
          Stream.concat(
                  Stream.of(SHIPPED),
                  files.filter(file -> file.getFileName().toString().equals("chartbot.yaml")))
              .toList();

      assertThat(configurations).hasSizeGreaterThan(4);
      for (Path file : configurations) {
        new ConfigurationReader(Map.of()).read(file); // is valid
        assertThat(SchemaOfConfigurations.problems(Files.readString(file)))
            .describedAs("%s", file)
            .isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jobs: {}",
        "review: {topics: x}",
        "review: {notify: everybody}",
        "review: {reviewers: alice}",
        "verify: {mode: sometimes}",
        "job: {blocks: [none]}",
        "job: {per-image: {a: {per-image: {}}}}",
        "commit: {footers: [a]}"
      })
  void whatTheReaderRefusesByNameOrShapeTheSchemaRefusesToo(String section) throws Exception {
    String targets = "targets: [{project: a}]\n";

    assertThat(SchemaOfConfigurations.problems(targets)).isEmpty();
    assertThat(SchemaOfConfigurations.problems(targets + section + "\n")).isNotEmpty();
  }

  @Test
  void aTargetNeedsAProjectAndMayOverrideSectionsButNotTheServer() throws Exception {
    String target = "targets:\n  - project: a\n";

    assertThat(SchemaOfConfigurations.problems("targets: [{name: a}]\n")).isNotEmpty();
    assertThat(SchemaOfConfigurations.problems("targets: []\n")).isNotEmpty();
    assertThat(SchemaOfConfigurations.problems(target + "    review: {topic: a}\n")).isEmpty();
    assertThat(SchemaOfConfigurations.problems(target + "    gerrit: {url: a}\n")).isNotEmpty();
  }
}
