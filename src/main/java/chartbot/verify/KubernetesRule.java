package chartbot.verify;

import chartbot.chart.ChartFiles;
import chartbot.verify.RenderedObject.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kubernetes accepts the objects that an update touches; what it refused before is noted. */
final class KubernetesRule {

  private final ObjectSchema schema;
  private final String kubeVersion;
  private final ChartFiles chart;
  private final Findings findings;

  KubernetesRule(ObjectSchema schema, String kubeVersion, ChartFiles chart, Findings findings) {
    this.schema = schema;
    this.kubeVersion = kubeVersion;
    this.chart = chart;
    this.findings = findings;
  }

  void judge(Map<ObjectId, RenderedObject> before, RenderedObjects after, Set<ObjectId> touched) {
    for (RenderedObject object : after.all()) {
      if (touched.contains(object.id())) {
        judge(before.get(object.id()), object);
      }
    }
  }

  private void judge(@Nullable RenderedObject was, RenderedObject is) {
    List<Problem> known = was == null ? List.of() : problems(was);
    for (Problem problem : problems(is)) {
      String text = problem.in(text(is.template()));
      if (known.stream().anyMatch(problem::isSameAs)) {
        findings.note("not from this update: " + text);
      } else {
        findings.refuse(text, problem.hint());
      }
    }
    WorkloadChecks.warnings(is).forEach(findings::note);
  }

  private List<Problem> problems(RenderedObject object) {
    List<Problem> problems = new ArrayList<>();
    for (ObjectSchema.Mismatch mismatch : schema.check(object.data(), kubeVersion)) {
      problems.add(
          new Problem(
              object.template(),
              mismatch.key(),
              object.id() + " " + mismatch.path(),
              object.title() + ": " + mismatch.text(),
              mismatch.text().endsWith("expects a string")
                  ? Optional.of("quote it in the template: {{ ... | quote }}")
                  : Optional.empty()));
    }
    problems.addAll(WorkloadChecks.problems(object));
    return problems;
  }

  private String text(String template) {
    return chart.read(template).map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
  }
}
