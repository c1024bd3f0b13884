package chartbot.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chartbot completion}: what bash and zsh need to complete commands and options. */
@Command(
    name = "completion",
    addMethodSubcommands = false,
    description = "Prints shell completion for bash and zsh.",
    footerHeading = "%nExample:%n",
    footer = {"  source <(chartbot completion)"})
final class CompletionCommand implements Runnable {

  private final Console console;

  @Spec
  @SuppressWarnings("NullAway.Init") // Picocli sets it
  private CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    console.result(AutoComplete.bash("chartbot", spec.root().commandLine()).stripTrailing());
  }
}
