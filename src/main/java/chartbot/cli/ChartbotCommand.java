package chartbot.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code chartbot}: what holds for every command. */
@Command(
    name = "chartbot",
    addMethodSubcommands = false,
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Proposes Helm chart updates for review in Gerrit.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done: pushed, unchanged, already proposed, superseded, previewed",
      "1:a bug in chartbot",
      "2:usage",
      "3:fix your input: an image, the configuration, the chart",
      "4:verification: Helm or Kubernetes would refuse the result",
      "5:environment: network, authentication, Gerrit",
      "6:review: a negative vote, an abandon or the timeout"
    })
final class ChartbotCommand implements Runnable {

  private final Console console;

  @Spec
  @SuppressWarnings("NullAway.Init") // Picocli sets it
  private CommandSpec spec;

  ChartbotCommand(Console console) {
    this.console = console;
  }

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Tells each Git and REST call with its time.")
  void verbose(boolean on) {
    if (on) {
      console.volume(Console.Volume.VERBOSE);
    }
  }

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Tells only results and errors.")
  void quiet(boolean on) {
    if (on) {
      console.volume(Console.Volume.QUIET);
    }
  }

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours; NO_COLOR in the environment does the same.")
  void noColor(boolean on) {
    if (on) {
      console.withoutColor();
    }
  }

  @Override
  public void run() {
    CommandLine commandLine = spec.commandLine();
    throw new ParameterException(commandLine, "no command given");
  }
}
