package chartbot.verify;

import chartbot.chart.ChartFiles;
import chartbot.chart.ImageChange;
import chartbot.error.EnvironmentException;
import chartbot.error.VerificationException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at what renders only under a condition that is off with the chart's values. */
final class SwitchedOff {

  private final Renderings renderings;
  private final ObjectSchema schema;
  private final ChartFiles chart;
  private final Findings findings;

  SwitchedOff(Renderings renderings, ObjectSchema schema, ChartFiles chart, Findings findings) {
    this.renderings = renderings;
    this.schema = schema;
    this.chart = chart;
    this.findings = findings;
  }

  /**
   * Judges what becomes of one image that nothing runs with the chart's values.
   *
   * @param rendered what renders with them
   */
  void judge(ImageChange image, RenderedObjects rendered)
      throws VerificationException, EnvironmentException {
    Map<String, String> about = new LinkedHashMap<>();
    for (Map.Entry<String, byte[]> file : chart.readAll("").entrySet()) {
      String text = new String(file.getValue(), StandardCharsets.UTF_8);
      if (file.getKey().contains(ChartFiles.TEMPLATES) && Judgement.isAbout(text, image)) {
        about.put(file.getKey(), text);
      }
    }
    if (rendered.unread().keySet().stream().anyMatch(about::containsKey)) {
      return; // noted already
    }
    String name = image.name() + ":" + image.to();
    String nothing = "nothing that renders with these values runs " + name;
    Conditions off = Conditions.off(List.copyOf(about.values()), renderings.layers(chart), chart);
    if (about.isEmpty() || off.paths().isEmpty()) {
      if (!image.from().isEmpty() || !about.isEmpty()) {
        findings.note(nothing);
      }
      return;
    }
    ChartRendering on = renderings.one(chart, about.keySet(), List.of(off.on()));
    if (on.refusal().isPresent()) {
      findings.leaveOut(nothing + "; with " + off + " on, Helm says: " + on.refusal().get().text());
      return;
    }
    BumpCheck bump = new BumpCheck(image, rendered, on.objects());
    if (!bump.isRendered()) {
      findings.note(nothing + ", nor with " + off + " on");
      return;
    }
    findings.note(nothing + "; checked with " + off + " on");
    bump.report(new SourceLocator(chart, renderings.values(chart)), findings);
    new KubernetesRule(schema, renderings.kubeVersion(), chart, findings)
        .judge(rendered.byId(), on.objects(), bump.objects());
  }
}
