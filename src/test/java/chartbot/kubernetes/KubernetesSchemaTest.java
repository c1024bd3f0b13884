package chartbot.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.verify.ObjectSchema.Mismatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

class KubernetesSchemaTest {

  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: x}
      spec:
        template:
          spec:
            containers:
            - {name: x, image: x:1}
      """;

  private final KubernetesSchema schema = new KubernetesSchema();

  @Test
  void anObjectThatIsRightHasNoMismatch() {
    assertThat(check(JOB, "1.35.0")).isEmpty();
  }

  @Test
  void fieldsAreUnknownMissingOrMistyped() {
    assertThat(check(JOB.replace("image: x:1", "imag: x:1"), "1.35.0"))
        .containsExactly("unknown field spec.template.spec.containers[0].imag");
    assertThat(check(JOB.replace("{name: x, image: x:1}", "{image: x:1}"), "1.35.0"))
        .containsExactly("the required field spec.template.spec.containers[0].name is missing");
    assertThat(check(JOB.replace("name: x, image: x:1", "name: 1, image: x:1"), "1.35.0"))
        .containsExactly("spec.template.spec.containers[0].name is 1, Kubernetes expects a string");
    assertThat(check(JOB.replace("      - {name", "        x: {name"), "1.35.0"))
        .containsExactly("spec.template.spec.containers is a mapping, Kubernetes expects a list");
  }

  @ParameterizedTest
  @CsvSource({
    // podReplacementPolicy came to batch/v1 after 1.26, managedBy later still.
    "1.26.0, podReplacementPolicy: Failed, false",
    "v1.26.3-gke.100, podReplacementPolicy: Failed, false",
    "1.35.0, podReplacementPolicy: Failed, true",
    "1.36.1, podReplacementPolicy: Failed, true",
    "1.26.0, completionMode: Indexed, true"
  })
  void aFieldIsKnownFromTheVersionOnThatBringsIt(String version, String field, boolean known) {
    List<String> found =
        check(JOB.replace("spec:\n  template", "spec:\n  " + field + "\n  template"), version);

    assertThat(found).hasSize(known ? 0 : 1);
    assertThat(found).allMatch(text -> text.startsWith("Kubernetes 1.26 does not have the field"));
  }

  @Test
  void aVersionNewerThanTheSchemaIsJudgedByItsNewest() {
    assertThat(check(JOB, "1.99.0")).isEmpty();
    assertThat(check(JOB.replace("image:", "imag:"), "1.99.0")).hasSize(1);
  }

  @Test
  void aKindThatAnApiVersionLacksIsTold() {
    assertThat(check(JOB.replace("batch/v1", "batch/v1beta1"), "1.35.0"))
        .containsExactly("Kubernetes 1.35 does not have the kind Job in batch/v1beta1");
    assertThat(check(JOB.replace("batch/v1", "v1"), "1.35.0"))
        .containsExactly("Kubernetes 1.35 does not have the kind Job in v1");
    assertThat(check(JOB.replace("kind: Job", "kind: job"), "1.35.0"))
        .containsExactly("Kubernetes 1.35 does not have the kind job in batch/v1");
    assertThat(check(JOB.replace("kind: Job\n", ""), "1.35.0"))
        .containsExactly("the field kind is missing");
  }

  @Test
  void ofCustomResourcesNothingIsKnown() {
    String custom = JOB.replace("batch/v1", "example.com/v1");

    assertThat(check(custom.replace("image:", "imag:"), "1.35.0")).isEmpty();
    assertThat(schema.knows(data(custom))).isFalse();
    assertThat(schema.knows(data(JOB))).isTrue();
  }

  private List<String> check(String yaml, String version) {
    return schema.check(data(yaml), version).stream().map(Mismatch::text).toList();
  }

  private static Map<String, Object> data(String yaml) {
    return new Yaml().load(yaml);
  }
}
