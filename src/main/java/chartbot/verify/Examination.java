package chartbot.verify;

import chartbot.chart.ChartFiles;
import chartbot.error.EnvironmentException;
import chartbot.error.VerificationException;
import chartbot.update.Verification;
import chartbot.update.Verified;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at a chart as it is, with the same eyes as an update. */
final class Examination {

  private final Renderings renderings;
  private final ObjectSchema schema;
  private final ChartFiles chart;

  Examination(Renderings renderings, ObjectSchema schema, ChartFiles chart) {
    this.renderings = renderings;
    this.schema = schema;
    this.chart = chart;
  }

  Verification examine() throws VerificationException, EnvironmentException {
    Findings findings = new Findings();
    ChartRendering rendering = renderings.one(chart, Set.of(), java.util.List.of());
    if (rendering.refusal().isPresent()) {
      Refusal refusal = rendering.refusal().get();
      Optional<String> hint = Hints.of(refusal, chart, chart.paths(ChartFiles.TEMPLATES));
      throw new VerificationException(
          "Helm does not render the chart: " + refusal.text(), hint.orElse(null));
    }
    rendering.noteWhatIsAbsent(findings);
    rendering.objects().unread().values().forEach(why -> findings.leaveOut("not checked: " + why));
    RenderedObjects none = RenderedObjects.in("");
    Duplicates.report(none, rendering.objects(), findings);
    new KubernetesRule(schema, renderings.kubeVersion(), chart, findings)
        .judge(
            Map.of(),
            rendering.objects(),
            rendering.objects().all().stream().map(RenderedObject::id).collect(Collectors.toSet()));
    findings.conclude();
    boolean full = findings.isComplete() && rendering.absent().isEmpty();
    return new Verification(
        full ? Verified.FULL : Verified.PARTIAL, "", rendering.manifests(), findings.notes());
  }
}
