package chartbot.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code chartbot} without a command. */
final class ChartbotCommand implements Callable<Integer> {

  private final CommandLine line;

  ChartbotCommand(String name, Console console) {
    line =
        new Command(name, this, "Proposes Helm chart updates for review in Gerrit.").line(console);
  }

  CommandLine line() {
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(line, "no command given");
  }
}
