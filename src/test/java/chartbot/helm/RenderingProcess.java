package chartbot.helm;

import chartbot.verify.RenderOptions;
import chartbot.verify.RenderedChart;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process that renders one chart, as a run of chartbot does. */
final class RenderingProcess {

  private RenderingProcess() {}

  /** Prints what comes of the chart in a folder. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    RenderOptions defaults = RenderOptions.defaults();
    RenderOptions options =
        new RenderOptions(
            List.of(),
            arguments.length > 1 ? Optional.of(arguments[1]) : Optional.empty(),
            defaults.kubeVersion(),
            defaults.timeout(),
            defaults.memory());
    WorkerHelm helm = new WorkerHelm(Path.of("target", "helm"), "/usr/bin:/bin");
    helm.version(options);
    out.println("rendering");
    RenderedChart rendered = helm.render(ChartFolder.in(Path.of(arguments[0])), options);
    out.println(rendered.refusal().orElse(rendered.manifests()));
  }

  /** Starts one whose error output is merged into its output. */
  static Process start(Map<String, String> environment, String... arguments) throws IOException {
    // Whoever started the tests in the background has their children ignore signals.
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(RenderingProcess.class.getName());
    words.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }
}
