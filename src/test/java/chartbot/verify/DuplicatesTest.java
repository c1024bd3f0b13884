package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DuplicatesTest {

  private static final String A =
      """
      ---
      # Source: demo/templates/a.yaml
      apiVersion: batch/v1
      kind: Job
      metadata: {name: x}
      """;
  private static final String B = A.replace("a.yaml", "b.yaml");

  @Test
  void twoObjectsOfOneNameAreRefusedWithBothTemplates() {
    assertThatThrownBy(() -> findings(A, A + B).conclude())
        .hasMessageContaining("templates/a.yaml and templates/b.yaml both render Job x");
  }

  @Test
  void thoseOfTheBranchAreOnlyTold() throws Exception {
    Findings findings = findings(A + B, A + B);

    findings.conclude();
    assertThat(findings.notes())
        .containsExactly(
            "not from this update: templates/a.yaml and templates/b.yaml both render Job x");
  }

  @Test
  void anotherNamespaceKindOrGroupIsAnotherObject() throws Exception {
    String all =
        A
            + B.replace("{name: x}", "{name: x, namespace: y}")
            + B.replace("kind: Job", "kind: CronJob")
            + B.replace("batch/v1", "example.com/v1");
    Findings findings = findings(A, all);

    findings.conclude();
    assertThat(findings.notes()).isEmpty();
  }

  @Test
  void anotherVersionOfOneGroupIsTheSameObject() {
    assertThatThrownBy(() -> findings(A, A + B.replace("batch/v1", "batch/v1beta1")).conclude())
        .hasMessageContaining("both render Job x");
  }

  @Test
  void objectsWhoseNameKubernetesMakesUpAreNotTheSame() throws Exception {
    String made = A.replace("{name: x}", "{generateName: x-}");

    findings(made, made + made).conclude();
  }

  private static Findings findings(String before, String after) {
    Findings findings = new Findings();
    Duplicates.report(RenderedObjects.in(before), RenderedObjects.in(after), findings);
    return findings;
  }
}
