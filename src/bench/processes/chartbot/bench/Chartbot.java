package chartbot.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contender: {@code bin/chartbot} on one Java. */
final class Chartbot {

  private final TimedProcesses processes;
  private final Path work;
  private final Path program;
  private final JavaHome java;

  /**
   * @param root of the checkout
   */
  Chartbot(TimedProcesses processes, Path work, Path root, JavaHome java) {
    this.processes = processes;
    this.work = work;
    this.program = root.resolve("bin/chartbot");
    this.java = java;
  }

  JavaHome java() {
    return java;
  }

  Figure version() throws Exception {
    return run(List.of("--version"));
  }

  Figure javaAlone() throws Exception {
    return processes.run(Map.of(), work, java.home() + "/bin/java", "-version");
  }

  /** An update of the chart in one group. */
  Figure update(BenchChart chart, URI url, Path cache, boolean verified, List<String> images)
      throws Exception {
    Path config = work.resolve("chartbot.yaml");
    Files.writeString(
        config,
        "gerrit: {url: '%s'}\ntargets: [{name: t, project: %s, branch: master}]\n"
            .formatted(url, chart.project()));
    List<String> arguments = new ArrayList<>(List.of("update", "--config", config.toString()));
    arguments.addAll(List.of("--cache-dir", cache.toString(), "--group", "bench"));
    if (!verified) {
      arguments.add("--no-verify");
    }
    arguments.addAll(images);
    return run(arguments);
  }

  private Figure run(List<String> arguments) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", java.home().toString());
    environment.put("GERRIT_USERNAME", TimedProcesses.USER);
    environment.put("GERRIT_PASSWORD", TimedProcesses.PASSWORD);
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    return processes.run(environment, work, command.toArray(String[]::new));
  }
}
