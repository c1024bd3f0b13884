package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ChartInventory.Finding;
import chartbot.chart.ChartInventory.Kind;
import java.util.List;
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
  void aModelImageWithoutJobSectionIsFound() throws Exception {
    chart.with("values.yaml", VALUES.replace("eric-enm-models-b-job:", "other:"));

    assertFinding(Kind.NO_JOB_SECTION, "eric-enm-models-b");
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
  void aTemplateOfNoImageIsFoundOnce() throws Exception {
    String gone = "{{ index .Values.images \"gone\" \"KEY\" }}";
    chart.with("templates/gone.yaml", gone.replace("KEY", "name") + gone.replace("KEY", "tag"));

    assertFinding(Kind.TEMPLATE_WITHOUT_IMAGE, "gone");
  }

  @Test
  void aTemplateOfNoSectionIsFound() throws Exception {
    chart.with("templates/gone.yaml", "{{ index .Values \"eric-enm-models-gone-job\" \"name\" }}");

    assertFinding(Kind.TEMPLATE_WITHOUT_SECTION, "eric-enm-models-gone-job");
  }

  @Test
  void aHelperThatIsDefinedNowhereIsFoundWithItsFirstUser() throws Exception {
    chart.with("templates/c.yaml", "{{ include \"y.name\" . }}{{/* include \"z\" */}}");
    chart.with("templates/d.yaml", "{{ include \"y.name\" . }}");

    assertFinding(Kind.UNDEFINED_HELPER, "y.name");
    assertThat(findings().get(0).text()).startsWith("templates/c.yaml includes \"y.name\"");
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
    return ChartInventory.of(chart, ImageRules.defaults());
  }
}
