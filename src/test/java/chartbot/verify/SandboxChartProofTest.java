package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.chart.ChartInventory;
import chartbot.chart.Deployments;
import chartbot.chart.EditRequest;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.chart.ImageRules;
import chartbot.chart.JobSettings;
import chartbot.chart.Jobs;
import chartbot.kubernetes.KubernetesSchema;
import chartbot.target.VerifyRules;
import chartbot.target.VerifyRules.Mode;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.update.Verification;
import chartbot.update.Verified;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sandbox's realistic chart: edited as {@code update} does, then proven. */
class SandboxChartProofTest {

  private static final HelmVerifier VERIFIER =
      new HelmVerifier(TestHelm.HELM, new KubernetesSchema());

  private final TestChart chart =
      TestChart.in(Path.of("src/main/resources/chartbot/sandbox/chart"));

  @Test
  void anAddedImageIsAcceptedByHelmAndKubernetes() throws Exception {
    Verification verification = verify("eric-enm-models-custom-service");

    assertThat(verification.notes()).isEmpty();
    assertThat(verification.verified()).isEqualTo(Verified.FULL);
    assertThat(verification.renderedAfter())
        .contains(
            "# Source: eric-enm-infra-integration/templates/eric-enm-models-custom-service.yaml",
            "name: eric-enm-models-custom-service-job",
            "/eric-enm-models-custom-service:1.2.3-4",
            "\"helm.sh/hook\": post-install,post-upgrade");
  }

  @Test
  void anUpdatedImageIsAcceptedByHelmAndKubernetes() throws Exception {
    Verification verification = verify("eric-enm-models-cm");

    assertThat(verification.verified()).isEqualTo(Verified.FULL);
    assertThat(verification.renderedBefore()).contains("/eric-enm-models-cm:");
    assertThat(verification.renderedAfter()).contains("/eric-enm-models-cm:1.2.3-4");
  }

  @Test
  void theChartLacksNothing() throws Exception {
    assertThat(ChartInventory.of(chart, ImageRules.defaults(), Deployments.unknown())).isEmpty();
  }

  private Verification verify(String name) throws Exception {
    EditRequest request =
        new EditRequest(
            List.of(new Image(name, "1.2.3-4")),
            ImageRules.defaults(),
            new Jobs(JobSettings.defaults(), Map.of()),
            IfMissing.ADD,
            true,
            false);
    ChartEdit edit = new ChartEditor(new HandlebarsJobTemplates()).edit(chart, request);
    assertThat(edit.files()).isNotEmpty();
    return VERIFIER.verify(chart, edit, request.rules(), new VerifyRules(Mode.REQUIRED, List.of()));
  }
}
