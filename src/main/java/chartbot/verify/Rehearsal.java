package chartbot.verify;

import java.nio.file.Path;
import java.util.List;

/** A verification of next to nothing, for what it loads; it writes no file that could remain. */
final class Rehearsal {

  static final String MANIFEST =
      """
      ---
      # Source: rehearsal/templates/job.yaml
      apiVersion: batch/v1
      kind: Job
      metadata: {name: a, labels: {b: c}}
      spec:
        template:
          spec:
            restartPolicy: Never
            containers:
            - name: a
              image: a/b:1
              env: [{name: a, value: b}]
              resources: {requests: {cpu: 1}, limits: {cpu: 1}}
      """;

  private Rehearsal() {}

  /** Helm looks for a chart that is not there, and Kubernetes' models see a Job. */
  static void play(Renderer helm) {
    helm.render(Path.of("no-chart"), List.of());
    Manifests.in(MANIFEST).read().forEach(JobChecks::check);
  }
}
