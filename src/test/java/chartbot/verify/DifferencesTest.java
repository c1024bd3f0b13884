package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartFiles;
import chartbot.chart.ImageChange;
import chartbot.chart.VersionChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  private static final String DEPLOYMENT =
      """
      ---
      # Source: demo/templates/a.yaml
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: a
        labels: {chart: demo-1.0.0}
        annotations: {checksum/config: OLD}
      spec:
        template:
          spec:
            containers: [{name: a, image: "r/x:1.0.0-1", args: [one]}]
      """;
  private static final ChartEdit EDIT =
      new ChartEdit(
          List.of(),
          List.of(new ImageChange("x", Optional.of("1.0.0-1"), "1.2.3-4")),
          List.of(),
          List.of(),
          Optional.of(new VersionChange("1.0.0", "1.0.1")));

  @Test
  void tagVersionAndChecksumsAreExplainedByTheUpdate() {
    String after =
        DEPLOYMENT
            .replace("1.0.0-1", "1.2.3-4")
            .replace("demo-1.0.0", "demo-1.0.1")
            .replace("OLD", "NEW");

    assertThat(unexplained(DEPLOYMENT, after)).isEmpty();
    assertThat(differences(DEPLOYMENT, after).all()).hasSize(1);
  }

  @Test
  void anythingElseThatChangesIsNotExplained() {
    String after = DEPLOYMENT.replace("1.0.0-1", "1.2.3-4");

    assertThat(unexplained(DEPLOYMENT, after.replace("[one]", "[two]"))).hasSize(1);
    assertThat(unexplained(DEPLOYMENT, after.replace("[one]", "[one, two]"))).hasSize(1);
    assertThat(unexplained(DEPLOYMENT, after.replace(", args: [one]", ""))).hasSize(1);
    assertThat(unexplained(DEPLOYMENT, after.replace("r/x:1.2.3-4", "r/x:9.9.9-9"))).hasSize(1);
  }

  @Test
  void newAndGoneObjectsAreDescribedWithTheirTemplate() {
    String second = DEPLOYMENT.replace("name: a\n", "name: b\n").replace("a.yaml", "b.yaml");

    Differences added = differences(DEPLOYMENT, DEPLOYMENT + second);
    Differences gone = differences(DEPLOYMENT + second, DEPLOYMENT);

    assertThat(added.unexplained(EDIT))
        .map(added::describe)
        .containsExactly("Deployment b is new (templates/b.yaml)");
    assertThat(gone.unexplained(EDIT))
        .map(gone::describe)
        .containsExactly("Deployment b is gone (templates/b.yaml)");
  }

  @Test
  void whatComesOutOtherwiseEachTimeIsRandomAndTheRestIsNot() throws Exception {
    int[] times = {0};
    Helm helm =
        new Helm() {
          @Override
          public RenderedChart render(ChartFiles files, RenderOptions options) {
            String secret =
                "---\n# Source: demo/templates/s.yaml\napiVersion: v1\nkind: Secret\nmetadata:"
                    + " {name: s}\nstringData: {password: p"
                    + times[0]++
                    + "}\n";
            return new RenderedChart(DEPLOYMENT + secret, Optional.empty(), List.of(), List.of());
          }

          @Override
          public void prepare(RenderOptions options) {}

          @Override
          public String version(RenderOptions options) {
            return "3";
          }
        };
    Renderings renderings =
        new Renderings(helm, RenderOptions.defaults(), new ValuesLayers(Set.of(), Map.of()));
    TestChart chart = TestChart.empty();

    ChartRendering first = renderings.one(chart, Set.of(), List.of());

    assertThat(renderings.random(chart, first))
        .extracting(Object::toString)
        .containsExactly("Secret s");
  }

  private static Differences differences(String before, String after) {
    return new Differences(RenderedObjects.in(before), RenderedObjects.in(after));
  }

  private static Set<RenderedObject.ObjectId> unexplained(String before, String after) {
    return differences(before, after).unexplained(EDIT);
  }
}
