package chartbot.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.registry.DockerRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs of the shipped jar as processes of their own, as Jenkins agents start them. */
final class Processes {

  private final TestGerrit gerrit;
  private final Path directory;
  private int started;

  Processes(TestGerrit gerrit, Path directory) {
    this.gerrit = gerrit;
    this.directory = directory;
  }

  /** One run that was started. */
  record Run(Process process, Path log) {

    int exitCode() throws InterruptedException {
      return process.waitFor();
    }

    String output() throws IOException {
      return Files.readString(log, UTF_8);
    }
  }

  /** An update without verification, whose output goes to a log. */
  Run update(TestProject project, String... arguments) throws IOException {
    Path log = directory.resolve("run-" + started++ + ".log");
    ProcessBuilder builder = builder("update", project, "off", "", arguments);
    return new Run(builder.redirectOutput(log.toFile()).start(), log);
  }

  /** A sync with a registry that has a password, whose output goes to a log. */
  Run sync(TestProject project, URI registry) throws IOException {
    Path log = directory.resolve("run-" + started++ + ".log");
    String section = "registry: {url: '%s', repository: proj}\n".formatted(registry);
    ProcessBuilder builder = builder("sync", project, "off", section);
    builder.environment().put("REGISTRY_USERNAME", DockerRegistry.USERNAME);
    builder.environment().put("REGISTRY_PASSWORD", DockerRegistry.PASSWORD);
    return new Run(builder.redirectOutput(log.toFile()).start(), log);
  }

  /** An update that Helm verifies, whose output is to be read. */
  Process verifiedUpdate(TestProject project, String... arguments) throws IOException {
    ProcessBuilder builder = builder("update", project, "required", "", arguments);
    // Whoever started the tests in the background has their children ignore it.
    builder.command().addAll(0, List.of("env", "--default-signal=HUP,INT,TERM"));
    return builder.start();
  }

  private ProcessBuilder builder(
      String name, TestProject project, String verify, String section, String... arguments)
      throws IOException {
    Path config = directory.resolve("chartbot-" + started + ".yaml");
    Files.writeString(
        config,
        """
        gerrit:
          url: %s
        targets:
          - name: it
            project: %s
            branch: master
        verify:
          mode: "%s"
        %s\
        """
            .formatted(gerrit.url(), project.name(), verify, section));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(List.of("-jar", Path.of("target", "chartbot.jar").toAbsolutePath().toString()));
    command.addAll(List.of(name, "--config", config.toString(), "-v"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "GERRIT_USERNAME", gerrit.bot().user(),
                "GERRIT_PASSWORD", gerrit.bot().password(),
                "HOME", directory.toString()));
    return builder;
  }
}
