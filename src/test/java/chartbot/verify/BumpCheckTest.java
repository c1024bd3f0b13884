package chartbot.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.chart.ImageChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BumpCheckTest {

  private static final ImageChange CHANGE = new ImageChange("x", Optional.of("1"), "2");
  private static final String POD = "spec: {%s: [{name: c, image: 'r/x:TAG'}]}";

  private static String object(String kind, String spec) {
    return """
    ---
    # Source: demo/templates/a.yaml
    apiVersion: v1
    kind: %s
    metadata: {name: a}
    spec:
      %s
    """
        .formatted(kind, spec);
  }

  @ParameterizedTest
  @ValueSource(strings = {"containers", "initContainers"})
  void everyContainerOfEveryKindThatRunsPodsIsLookedAt(String list) throws Exception {
    String pod = POD.formatted(list);
    for (String text :
        List.of(
            object("Deployment", "template: {" + pod + "}"),
            object("CronJob", "jobTemplate: {spec: {template: {" + pod + "}}}"),
            object("Pod", pod.substring("spec: {".length(), pod.length() - 1)))) {
      String before = text.replace("TAG", "1");

      assertThat(report(before, text.replace("TAG", "2"))).isEmpty();
      assertThatThrownBy(() -> report(before, before))
          .hasMessageContaining("after the update")
          .hasMessageContaining("container c of ")
          .hasMessageContaining("runs r/x:1, not x:2");
    }
  }

  @Test
  void oneOfTwoContainersThatKeepsTheOldTagIsRefused() {
    String both =
        object(
            "Pod",
            "{containers: [{name: c, image: 'r/x:TAG'}], initContainers: [{name: i, image:"
                + " 'r/x:1'}]}");

    assertThatThrownBy(() -> report(both.replace("TAG", "1"), both.replace("TAG", "2")))
        .hasMessageContaining("init container i of Pod a runs r/x:1, not x:2");
  }

  @Test
  void aContainerThatRanAnotherTagAllAlongIsTold() throws Exception {
    String both =
        object("Pod", "{containers: [{name: c, image: 'r/x:TAG'}, {name: d, image: 'r/x:0.9'}]}");

    assertThat(report(both.replace("TAG", "1"), both.replace("TAG", "2")))
        .singleElement()
        .asString()
        .contains("container d of Pod a runs r/x:0.9, not x:2");
  }

  @Test
  void aDigestThatStaysWins() {
    String text = object("Pod", "containers: [{name: c, image: 'r/x:TAG@sha256:abc'}]");

    assertThatThrownBy(() -> report(text.replace("TAG", "1"), text.replace("TAG", "2")))
        .hasMessageContaining("runs r/x:2@sha256:abc")
        .hasMessageContaining("not x:2");
  }

  @Test
  void imagesOfOtherNamesAreNoneOfItsBusiness() {
    String other =
        object("Pod", "containers: [{name: c, image: 'r/xx:1'}, {name: d, image: y-x:1}]");

    BumpCheck check = new BumpCheck(CHANGE, RenderedObjects.in(other), RenderedObjects.in(other));

    assertThat(check.isRendered()).isFalse();
  }

  private static List<String> report(String before, String after) throws Exception {
    Findings findings = new Findings();
    new BumpCheck(CHANGE, RenderedObjects.in(before), RenderedObjects.in(after))
        .report(new SourceLocator(TestChart.empty(), List.of()), findings);
    findings.conclude();
    return findings.notes();
  }
}
