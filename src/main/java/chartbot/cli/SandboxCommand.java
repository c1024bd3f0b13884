package chartbot.cli;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code chartbot sandbox}: a throw-away Gerrit that stays up until Ctrl-C. */
@Command(
    name = "sandbox",
    description = "Run a throw-away Gerrit on loopback, seeded with a sample chart, until Ctrl-C.",
    footerHeading = "%nExample:%n",
    footer = "  chartbot sandbox")
final class SandboxCommand implements Callable<Integer> {

  private final Parts parts;
  private final Console console;

  SandboxCommand(Parts parts, Console console) {
    this.parts = parts;
    this.console = console;
  }

  @Override
  public Integer call() throws ChartbotException {
    try (RunningSandbox sandbox = parts.sandbox(console)) {
      Path configuration = configuration(sandbox);
      try {
        print(sandbox, configuration);
        sandbox.await();
      } finally {
        Files.deleteIfExists(configuration);
      }
      return ExitCode.OK.number();
    } catch (IOException e) {
      throw EnvironmentException.permanent(
          "cannot write the sandbox's configuration: " + e.getMessage(), null, e);
    }
  }

  /** A file that is gone with the sandbox, so that another terminal can work on it. */
  private static Path configuration(RunningSandbox sandbox) throws IOException {
    Path file = Files.createTempFile("chartbot-sandbox-", ".yaml");
    file.toFile().deleteOnExit();
    return Files.writeString(
        file,
        "gerrit: {url: '"
            + sandbox.connection().server().url()
            + "'}\ntargets:\n  - name: sandbox\n    project: "
            + sandbox.project()
            + "\n    branch: "
            + sandbox.branch()
            + "\n"
            + sandbox
                .registry()
                .map(url -> "registry: {url: '" + url + "', check: optional}\n")
                .orElse(""));
  }

  private void print(RunningSandbox sandbox, Path configuration) {
    Connection connection = sandbox.connection();
    console.result("Gerrit:   " + connection.server().url());
    console.result("project:  " + sandbox.project() + ", branch " + sandbox.branch());
    connection
        .credentials()
        .ifPresent(c -> console.result("user:     " + c.username() + ", password " + c.password()));
    sandbox.registry().ifPresent(url -> console.result("registry: " + url));
    console.result("");
    console.result("In another terminal:");
    connection
        .credentials()
        .ifPresent(
            c ->
                console.result(
                    "  export GERRIT_USERNAME="
                        + c.username()
                        + " GERRIT_PASSWORD="
                        + c.password()));
    console.result(
        "  chartbot update --config " + configuration + " eric-enm-models-custom-service:1.2.3-4");
    console.result("");
    console.result("Ctrl-C stops it and leaves nothing behind.");
  }
}
