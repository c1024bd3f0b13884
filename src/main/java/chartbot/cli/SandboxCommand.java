package chartbot.cli;

import chartbot.config.Credentials;
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
    String url = connection.server().url().toString();
    String run = parts.command() + " update --config " + configuration;
    String image = " eric-enm-models-custom-service:1.2.3-4";
    console.result("Gerrit:   " + url);
    console.result("project:  " + sandbox.project() + ", branch " + sandbox.branch());
    connection.credentials().ifPresent(bot -> console.result("bot:      " + login(bot)));
    console.result("reviewer: " + login(sandbox.reviewer()));
    sandbox.registry().ifPresent(at -> console.result("registry: " + at));
    console.result("\nIn another terminal:");
    connection.credentials().ifPresent(bot -> console.result("  " + export(bot)));
    console.result("  " + run + image);
    console.result("\nThen approve that change as the reviewer, and have it submitted:");
    console.result("  " + approval(sandbox.reviewer(), url));
    console.result("  " + run + " --submit" + image);
    console.result("\nCtrl-C stops it and leaves nothing behind.");
  }

  private static String login(Credentials user) {
    return "user " + user.username() + ", password " + user.password();
  }

  private static String export(Credentials bot) {
    return "export GERRIT_USERNAME=" + bot.username() + " GERRIT_PASSWORD=" + bot.password();
  }

  /** The sample chart is change 1, so that the first update is change 2. */
  private static String approval(Credentials reviewer, String url) {
    return "curl -u "
        + reviewer.username()
        + ":"
        + reviewer.password()
        + " -H 'Content-Type: application/json' -d '{\"labels\": {\"Code-Review\": 2}}' "
        + url
        + (url.endsWith("/") ? "" : "/")
        + "a/changes/2/revisions/current/review";
  }
}
