package chartbot.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code chartbot completion}: what bash and zsh need to complete commands and options. */
@Command(
    name = "completion",
    description = "Print shell completion for bash and zsh.",
    footerHeading = "%nExample:%n",
    footer = "  source <(chartbot completion)")
final class CompletionCommand implements Callable<Integer> {

  private final CommandLine all;
  private final Console console;

  /** Completion of what is below a command line. */
  CompletionCommand(CommandLine all, Console console) {
    this.all = all;
    this.console = console;
  }

  @Override
  public Integer call() {
    console.result(AutoComplete.bash("chartbot", all).stripTrailing());
    return ExitCode.OK.number();
  }
}
