package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.chart.ChartFiles;
import chartbot.chart.EditRequest;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.EditedChart;
import chartbot.chart.Image;
import chartbot.chart.ImageRules;
import chartbot.chart.JobSettings;
import chartbot.chart.Jobs;
import chartbot.chart.VersionBump;
import chartbot.error.VerificationException;
import chartbot.kubernetes.KubernetesSchema;
import chartbot.target.VerifyRules;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.update.Verification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With an image exactly its Job disappears from the rendered chart. */
class RetiredImageTest {

  private static final String NAME = "eric-enm-models-late-service";

  private final ChartEditor editor = new ChartEditor(new HandlebarsJobTemplates());

  @Test
  void itsJobDisappearsAndNothingElse() throws Exception {
    Verification verification = retire(TestChart.small());

    assertThat(verification.renderedBefore()).contains("name: " + NAME + "-job");
    assertThat(verification.renderedAfter())
        .isNotEmpty()
        .doesNotContain(NAME)
        .isEqualTo(rendered(TestChart.small()));
    assertThat(verification.notes()).isEmpty();
  }

  @Test
  void ofARenamedImageTheOldJobDisappearsAndTheNewOneIsProved() throws Exception {
    TestChart chart = TestChart.small();
    ChartFiles with = new EditedChart(chart, edit(chart, new Image(NAME, "1.2.3-4")));
    String other = "eric-enm-models-other-service";
    ChartEdit renaming =
        editor.edit(
            with,
            new EditRequest(
                List.of(Image.gone(NAME), new Image(other, "1.2.3-5")),
                ImageRules.defaults(),
                new Jobs(JobSettings.defaults(), Map.of()),
                IfMissing.ADD_IF_NEW,
                true,
                false,
                VersionBump.NONE,
                Set.of(),
                Set.of(),
                Map.of(NAME, other)));

    Verification verification = verifier().verify(with, renaming, ImageRules.defaults(), rules());

    assertThat(verification.renderedAfter())
        .contains("name: " + other + "-job", other + ":1.2.3-5")
        .doesNotContain(NAME);
    assertThat(verification.notes()).isEmpty();
  }

  @Test
  void anObjectThatDisappearsWithoutHavingRunTheImageIsRefused() {
    TestChart chart =
        TestChart.small()
            .with(
                "templates/all.yaml",
                """
                {{- range $key, $image := .Values.images }}
                {{- if kindIs "map" $image }}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: {{ $key }}-notes}
                {{- end }}
                {{- end }}
                """);

    assertThatThrownBy(() -> retire(chart))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining(
            "templates/all.yaml: ConfigMap "
                + NAME
                + "-notes disappears, and did not run the image");
  }

  @Test
  void anObjectThatRanTheImageAndStaysIsRefused() {
    TestChart chart =
        TestChart.small()
            .with(
                "templates/all.yaml",
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: all}
                spec:
                  containers:
                  {{- range $key, $image := .Values.images }}
                  {{- if kindIs "map" $image }}
                  - {name: {{ $key | lower }}, image: "r/{{ $image.name }}:{{ $image.tag }}"}
                  {{- end }}
                  {{- end }}
                """);

    assertThatThrownBy(() -> retire(chart))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("Pod all runs " + NAME + ", and stays");
  }

  private Verification retire(ChartFiles chart) throws Exception {
    ChartFiles with = new EditedChart(chart, edit(chart, new Image(NAME, "1.2.3-4")));
    return verifier().verify(with, edit(with, Image.gone(NAME)), ImageRules.defaults(), rules());
  }

  private String rendered(ChartFiles chart) throws Exception {
    return verifier().examine(chart, ImageRules.defaults(), rules()).renderedAfter();
  }

  private static HelmVerifier verifier() {
    return new HelmVerifier(TestHelm.HELM, new KubernetesSchema());
  }

  private static VerifyRules rules() {
    return new VerifyRules(VerifyRules.Mode.REQUIRED, List.of());
  }

  private ChartEdit edit(ChartFiles chart, Image image) throws Exception {
    return editor.edit(
        chart,
        new EditRequest(
            List.of(image),
            ImageRules.defaults(),
            new Jobs(JobSettings.defaults(), Map.of()),
            IfMissing.ADD,
            true,
            false));
  }
}
