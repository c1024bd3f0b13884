package chartbot.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code bin/chartbot} on one Java, against the Gerrit at an address. */
record Chartbot(TimedProcesses processes, Path work, Path java, URI url) {

  Chartbot at(URI other) {
    return new Chartbot(processes, work, java, other);
  }

  /** An update, with more arguments: options and images. */
  Figure update(BenchChart chart, String... arguments) throws Exception {
    return processes.run(
        environment(), work, command("update", config(chart, List.of("master")), arguments));
  }

  Figure run(BenchChart chart, String command) throws Exception {
    return processes.run(environment(), work, command(command, config(chart, List.of("master"))));
  }

  Process start(BenchChart chart, String image) throws Exception {
    return processes
        .builder(environment(), work, command("update", config(chart, List.of("master")), image))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Runs on one target a branch. */
  interface OnBranches {
    Figure update(String image) throws Exception;
  }

  OnBranches onBranches(BenchChart chart, List<String> branches) throws Exception {
    Path config = config(chart, branches);
    return image -> processes.run(environment(), work, command("update", config, image));
  }

  private Path config(BenchChart chart, List<String> branches) throws Exception {
    String targets =
        branches.stream()
            .map(b -> "\n  - {name: %s, project: %s, branch: %s}".formatted(b, chart.project(), b))
            .collect(Collectors.joining());
    Path file = work.resolve("chartbot-" + branches.size() + ".yaml");
    return Files.writeString(file, "gerrit: {url: '%s'}\ntargets:%s\n".formatted(url, targets));
  }

  private String[] command(String command, Path config, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of("bin/chartbot").toAbsolutePath().toString());
    words.addAll(List.of(command, "--config", config.toString()));
    words.addAll(List.of("--cache-dir", work.resolve("cache").toString()));
    return Stream.concat(words.stream(), Stream.of(arguments)).toArray(String[]::new);
  }

  private Map<String, String> environment() {
    return Map.of(
        "JAVA_HOME",
        java.toString(),
        "GERRIT_USERNAME",
        TimedProcesses.USER,
        "GERRIT_PASSWORD",
        TimedProcesses.PASSWORD);
  }
}
