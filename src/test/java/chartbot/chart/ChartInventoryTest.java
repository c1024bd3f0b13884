package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ChartInventory.Finding;
import chartbot.chart.ChartInventory.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartInventoryTest {

  private static final String VALUES =
      """
      images:
        repoPath: proj
        eric-enm-models-a:
          name: eric-enm-models-a
          tag: 1.0.0-1
        keyed:
          name: eric-enm-models-b
          tag: 1.0.0-1
        wait:
          name: wait-init
          tag: 1.0.0-1
      eric-enm-models-a-job:
        name: eric-enm-models-a
      eric-enm-models-b-job:
        name: eric-enm-models-b
      """;
  private static final String A =
      "{{ .Values.images.repoPath }}{{ index .Values.images \"eric-enm-models-a\" \"tag\" }}"
          + "{{ index .Values \"eric-enm-models-a-job\" \"name\" }}{{ include \"x.name\" . }}";
  private static final String B = "{{ .Values.images.keyed.tag }}{{ template \"x.name\" . }}";

  private final MapChart chart =
      new MapChart()
          .with("values.yaml", VALUES)
          .with("templates/_helpers.tpl", "{{ define \"x.name\" }}{{ end }}")
          .with("templates/a.yaml", A)
          .with("templates/b.yaml", B);

  @Test
  void aCompleteChartHasNoFinding() throws Exception {
    assertThat(findings()).isEmpty();
  }

  @Test
  void aModelImageWithoutTemplateIsFound() throws Exception {
    chart.with("templates/b.yaml", "# " + B);

    assertFinding(Kind.NO_TEMPLATE, "eric-enm-models-b");
  }

  @Test
  void aSectionOfNoImageIsFound() throws Exception {
    chart.with("values.yaml", VALUES + "eric-enm-models-gone-job: {}\nother-job: {}\n");

    assertFinding(Kind.SECTION_WITHOUT_IMAGE, "eric-enm-models-gone-job");
  }

  @Test
  void aModelImageThatARangeDeploysHasItsTemplate() throws Exception {
    chart.with("templates/b.yaml", "# " + B);
    Deployments ranging =
        (files, markers) ->
            Optional.of(
                List.of(
                    new DeployedImage(
                        "templates/a.yaml", "Job b", "r/eric-enm-models-b:1.0.0-1", true)));

    assertThat(ChartInventory.of(chart, ImageRules.defaults(), ranging)).isEmpty();
  }

  private void assertFinding(Kind kind, String subject) throws Exception {
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.kind()).isEqualTo(kind);
              assertThat(finding.subject()).isEqualTo(subject);
            });
  }

  private List<Finding> findings() throws Exception {
    return ChartInventory.of(chart, ImageRules.defaults(), Deployments.unknown());
  }
}
