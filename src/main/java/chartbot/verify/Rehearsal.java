package chartbot.verify;

import chartbot.chart.ChartFiles;
import chartbot.failure.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One verification of next to nothing, for what it loads. */
final class Rehearsal implements ChartFiles {

  private static final String JOB = "templates/job.yaml";
  private static final Map<String, String> FILES =
      Map.of(
          "Chart.yaml",
          "{apiVersion: v2, name: rehearsal, version: 1.0.0}\n",
          JOB,
          """
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
          """);

  private Rehearsal() {}

  static void play(Renderer helm) {
    try (ChartCopy copy = ChartCopy.of(new Rehearsal(), List.of())) {
      Manifest.in(copy.render(helm, List.of(JOB)).manifests()).forEach(JobChecks::check);
    } catch (IOException | UncheckedIOException | UserException e) {
      // The verification proper meets the same and tells it.
      return;
    }
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(FILES.get(path)).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<String> paths() {
    return FILES.keySet().stream().sorted().toList();
  }
}
