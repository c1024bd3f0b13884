package chartbot.cli;

import chartbot.config.Configuration;
import chartbot.error.ChartbotException;
import chartbot.lifecycle.Hold;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code chartbot unhold}: ends what rollbacks hold. */
@Command(
    name = "unhold",
    description = {
      "End the holds that rollbacks have put on images.",
      "A merged rollback gets the hashtag 'chartbot: released'; an open one is abandoned."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  chartbot unhold eric-enm-models-custom-service"})
final class UnholdCommand implements Callable<Integer> {

  private final Parts parts;
  private final Console console;
  private final ErrorPrinter errors;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "An image.")
  private List<String> names = new ArrayList<>();

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Mixin private final CacheOptions cache = new CacheOptions();

  UnholdCommand(Parts parts, Console console, ErrorPrinter errors) {
    this.parts = parts;
    this.console = console;
    this.errors = errors;
  }

  @Override
  public Integer call() throws ChartbotException {
    Configuration read = configuration.read(parts);
    List<Target> targets = read.select(configuration.targets());
    Connection connection = new Connections(parts, console).to(read, cache);
    List<ExitCode> codes = new ArrayList<>();
    try (Session session = parts.session(connection, console)) {
      for (Target target : read.lines(targets, session::branches)) {
        codes.add(unhold(session, target));
      }
    }
    return ExitCode.worst(codes).number();
  }

  /** What stops one target stops no other. */
  private ExitCode unhold(Session session, Target target) {
    try {
      TreeSet<String> asked = new TreeSet<>();
      for (String name : names) {
        asked.add(target.images().parseName(name));
      }
      for (Hold hold : session.unhold(target, asked)) {
        asked.remove(hold.image());
        console.result(
            target.name()
                + ": released "
                + hold.image()
                + ", which "
                + hold.why().replaceFirst("^is ", "was "));
      }
      asked.forEach(name -> console.result(target.name() + ": nothing holds " + name));
      return ExitCode.OK;
    } catch (ChartbotException | RuntimeException failure) {
      return errors.print(failure);
    }
  }
}
