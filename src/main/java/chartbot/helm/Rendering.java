package chartbot.helm;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.cache.RunFolder;
import chartbot.chart.ChartFiles;
import chartbot.error.PrintableText;
import chartbot.error.VerificationException;
import chartbot.helm.WorkerResponse.Kind;
import chartbot.verify.RenderOptions;
import chartbot.verify.RenderedChart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One rendering of one chart in one worker. */
final class Rendering {

  private static final Pattern JOB = Pattern.compile("(?m)^kind:\\s*[\"']?Job\\b");
  private static final Pattern PROBED = Pattern.compile("(?m)^# probe (\\d+) (\\S*)$");
  private static final String PROBE = "zz-chartbot-probe.yaml";

  private final WorkerProcess worker;
  private final ChartFiles chart;
  private final RenderOptions options;

  Rendering(WorkerProcess worker, ChartFiles chart, RenderOptions options) {
    this.worker = worker;
    this.chart = chart;
    this.options = options;
  }

  /**
   * Renders.
   *
   * @throws LimitException when a limit was reached
   * @throws VerificationException when Helm crashed
   */
  RenderedChart run() throws IOException, VerificationException {
    String name = worker.nextRendering();
    Path folder = worker.folder().path().resolve(name);
    try {
      WrittenChart written =
          WrittenChart.write(folder, chart, options.values(), options.command().isEmpty());
      if (written.refusal().isPresent()) {
        return new RenderedChart("", written.refusal(), written.absent(), List.of());
      }
      WorkerRequest request = request(name, written);
      WorkerResponse answer = checked(worker.render(request, options.timeout()));
      if (answer.kind() == Kind.REFUSED) {
        return new RenderedChart(
            "", Optional.of(refusal(name, answer.text())), written.absent(), List.of());
      }
      String manifests = HookKey.restore(answer.text());
      List<String> notes =
          options.command().isEmpty() ? unprintedJobs(manifests, written, request) : List.of();
      return new RenderedChart(manifests, Optional.empty(), written.absent(), notes);
    } finally {
      RunFolder.deleteTree(folder);
    }
  }

  private WorkerRequest request(String name, WrittenChart written) {
    String path = "../" + name + "/";
    return new WorkerRequest(
        path + WrittenChart.CHART,
        written.values().stream().map(path::concat).toList(),
        options.kubeVersion());
  }

  private static String refusal(String name, String text) {
    String path = "../" + name + "/";
    return PrintableText.message(HookKey.restore(text))
        .replace(path + WrittenChart.CHART + "/", "")
        .replace(path, "")
        .strip();
  }

  private WorkerResponse checked(WorkerResponse answer) throws VerificationException {
    return switch (answer.kind()) {
      case TOO_LATE ->
          throw new LimitException(
              "rendering the chart takes longer than "
                  + options.timeout().toSeconds()
                  + " s (verify.timeout)",
              "look for a template that does not end, or set verify.timeout");
      case TOO_LONG ->
          throw new LimitException(
              "the chart renders to more than 64 MiB",
              "look for a template that repeats what it prints");
      case CRASHED -> {
        if (Crash.isForMemory(answer.text())) {
          throw new LimitException(
              "rendering the chart takes more than "
                  + (options.memory() >> 20)
                  + " MiB of memory (verify.memory)",
              "look for a template that collects without end, or set verify.memory");
        }
        throw new VerificationException(
            "Helm crashed while it rendered the chart: " + Crash.firstLine(answer.text()), null);
      }
      default -> answer;
    };
  }

  /**
   * Finds Jobs that the packaged Helm does not print, since the key that makes them hooks is put
   * together at render time. Templates that printed nothing are printed by another one.
   */
  private List<String> unprintedJobs(String manifests, WrittenChart written, WorkerRequest request)
      throws IOException, VerificationException {
    boolean mayBeComputed = chart.readAll("").values().stream().anyMatch(HookKey::mayBeComputedIn);
    if (!mayBeComputed) {
      return List.of();
    }
    List<String> silent =
        chart.paths(ChartFiles.TEMPLATES).stream()
            .filter(path -> path.endsWith(".yaml") || path.endsWith(".yml"))
            .filter(path -> !path.substring(path.lastIndexOf('/') + 1).startsWith("_"))
            .filter(path -> !manifests.contains("/" + path + "\n"))
            .toList();
    if (silent.isEmpty()) {
      return List.of();
    }
    StringBuilder probe = new StringBuilder("kind: Probe\n");
    for (int i = 0; i < silent.size(); i++) {
      probe.append(
          "# probe %d {{ include (printf \"%%s%%s\" $.Template.BasePath \"%s\") $ | b64enc }}\n"
              .formatted(i, silent.get(i).substring(ChartFiles.TEMPLATES.length() - 1)));
    }
    written.addTemplate(PROBE, probe.toString());
    List<String> notes = new ArrayList<>();
    Matcher probed = PROBED.matcher(checked(worker.render(request, options.timeout())).text());
    while (probed.find()) {
      String text = new String(Base64.getDecoder().decode(probed.group(2)), UTF_8);
      if (JOB.matcher(text).find()) {
        notes.add(
            silent.get(Integer.parseInt(probed.group(1)))
                + ": the packaged Helm does not print this Job, since it is a hook whose key is put"
                + " together at render time; it was not checked: write 'helm.sh/hook' out, or set"
                + " verify.helm");
      }
    }
    return notes;
  }
}
