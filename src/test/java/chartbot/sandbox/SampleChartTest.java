package chartbot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class SampleChartTest {

  @Test
  void rendersInRealHelm(@TempDir Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : SampleChart.files().entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, asHelmShowsIt(new String(file.getValue(), UTF_8)));
    }

    String rendered = new Helm(folder).template().withName("enm").call();

    assertThat(rendered)
        .contains("name: eric-enm-models-ap-job", "name: post-install-check-job")
        .contains("image: registry.example/proj-enm/eric-enm-models-cm:1.30.0-21")
        .contains("image: registry.example/proj-enm/eric-enm-init-container:1.30.0-8")
        .contains("memory: 2Gi", "- name: enm-pull-secret", "app: eric-enm-infra-integration")
        .contains("claimName: eric-enm-models-mdt");
    int documents = 0;
    for (Object document : new Yaml().loadAll(rendered)) {
      assertThat(document).isInstanceOf(Map.class);
      documents++;
    }
    assertThat(documents).isEqualTo(9);
  }

  @Test
  void leavesTheDemonstrationSomethingToAdd() {
    assertThat(SampleChart.files())
        .doesNotContainKey("templates/eric-enm-models-custom-service.yaml");
    SampleChart.files()
        .forEach(
            (path, content) ->
                assertThat(new String(content, UTF_8))
                    .as(path)
                    .doesNotContain("eric-enm-models-custom-service"));
  }

  /** Helm prints no hooks, and wants sub-charts that are not in the repository. */
  private static String asHelmShowsIt(String text) {
    return text.replace("helm.sh/hook\"", "shown/hook\"").replaceAll("(?s)\ndependencies:.*", "\n");
  }
}
