package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.verify.RenderOptions;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaReferencesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$ref': 'http://127.0.0.1:1/schema.json'}",
        "{'properties': {'a': {'items': [{'$ref': 'file:///dev/zero'}]}}}",
        "{'\\u0024ref': 'https://example.com/schema.json#/a'}",
        "{'$ref': 'other.json'}",
        "{'$ref': '/etc/passwd'}",
        "{'$dynamicRef': 'http://example.com/#a'}",
        "{'$schema': 'http://example.com/own-draft'}",
        "{'default': {'properties': {'$ref': 'x'}}}",
        "not JSON at all: [",
      })
  void whatLeadsElsewhereIsRefused(String schema) {
    assertThat(refusal(schema).orElseThrow()).startsWith("values.schema.json: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'$ref': '#/definitions/a', 'definitions': {'a': {}}}",
        "{'$schema': 'http://json-schema.org/draft-07/schema#'}",
        "{'$schema': 'https://json-schema.org/draft/2020-12/schema'}",
        "{'properties': {'$ref': {'type': 'string'}}}",
        "{'$ref': 'https://example.com/a#/b', '$defs': {'a': {'$id': 'https://example.com/a'}}}",
        "{'description': 'see http://example.com'}",
      })
  void whatIsCompleteInItselfIsNot(String schema) {
    assertThat(refusal(schema)).isEmpty();
  }

  @Test
  void aSchemaInAnArchiveIsLookedAtToo() throws Exception {
    ChartFolder chart = ChartFolder.named("archive-with-remote-schema");

    assertThat(
            new WorkerHelm(Path.of("target", "helm"), "/usr/bin:/bin")
                .render(chart, RenderOptions.defaults())
                .refusal()
                .orElseThrow())
        .startsWith("charts/packed-0.1.0.tgz/packed/values.schema.json: refers to 'file:///");
  }

  private static Optional<String> refusal(String schema) {
    return SchemaReferences.refusal(
        SchemaReferences.FILE, schema.replace('\'', '"').getBytes(UTF_8));
  }
}
