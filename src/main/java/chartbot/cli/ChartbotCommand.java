package chartbot.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code chartbot} without a command, and what every command has. */
@Command(
    name = "chartbot",
    description = "Propose Helm chart updates for review in Gerrit.",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = ChartbotCommand.BuildVersion.class,
    sortOptions = false,
    usageHelpWidth = 100,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:pushed, unchanged, already-proposed, superseded, waiting-for-merge, previewed, or"
          + " not-accepted",
      "1:a bug in chartbot",
      "2:usage",
      "3:fix your input: an image, the configuration, the chart",
      "4:verification: Helm or Kubernetes would refuse the result",
      "5:environment: network, authentication, Gerrit",
      "6:review: a negative vote, an abandon, the timeout; or left-alone, retired"
    })
final class ChartbotCommand implements Callable<Integer> {

  private final Console console;

  ChartbotCommand(Console console) {
    this.console = console;
  }

  // Methods, so that they hold as soon as they are read: for an error in the next argument too.

  @Option(
      names = {"-v", "--verbose"},
      order = 1,
      scope = ScopeType.INHERIT,
      description = "Print each Git and REST call with its time.")
  void verbose(boolean on) {
    if (on) {
      console.volume(Console.Volume.VERBOSE);
    }
  }

  @Option(
      names = {"-q", "--quiet"},
      order = 2,
      scope = ScopeType.INHERIT,
      description = "Print only results and errors.")
  void quiet(boolean on) {
    if (on) {
      console.volume(Console.Volume.QUIET);
    }
  }

  @Option(
      names = "--no-color",
      order = 3,
      scope = ScopeType.INHERIT,
      description = "Print no colors, as with NO_COLOR in the environment.")
  void noColor(boolean on) {
    if (on) {
      console.withoutColor();
    }
  }

  @Override
  public Integer call() {
    throw new UsageException("no command given");
  }

  /** The version, and the commit that it was built from. */
  static final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {
        "chartbot " + Build.VERSION,
        "commit " + known(Build.COMMIT, "unknown") + ", " + known(Build.DATE, "date unknown"),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name")
      };
    }

    /** A placeholder that the build did not fill is as good as nothing. */
    private static String known(String value, String fallback) {
      return value.isEmpty() || value.contains("${") ? fallback : value;
    }
  }
}
