package chartbot.cli;

import chartbot.config.Configuration;
import chartbot.error.ChartbotException;
import chartbot.inspect.ChangeStatus;
import chartbot.inspect.TargetStatus;
import chartbot.lifecycle.Hold;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartbot status}: the bot's open changes. */
@Command(
    name = "status",
    description = "Show the bot's open changes: images, tags, age, votes, mergeable, link.",
    footerHeading = "%nExamples:%n",
    footer = {"  chartbot status", "  chartbot status --target infra --json"})
final class StatusCommand implements Callable<Integer> {

  private final Parts parts;
  private final Console console;
  private final ErrorPrinter errors;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final CacheOptions cache = new CacheOptions();

  @Option(names = "--json", description = "Print a JSON array instead of a table.")
  private boolean json;

  StatusCommand(Parts parts, Console console, ErrorPrinter errors) {
    this.parts = parts;
    this.console = console;
    this.errors = errors;
  }

  @Override
  public Integer call() throws ChartbotException {
    Configuration read = configuration.read(parts.environment());
    List<Target> targets = read.select(configuration.targets());
    Connection connection = new Connections(parts, console).to(read, cache);
    List<StatusRow> rows = new ArrayList<>();
    List<Hold> holds = new ArrayList<>();
    List<ExitCode> codes = new ArrayList<>();
    try (Session session = parts.session(connection, console)) {
      for (Target target : read.lines(targets, session::branches)) {
        console.step("reading the open changes of " + target.name());
        codes.add(look(session, target, rows, holds));
      }
    }
    if (!codes.contains(ExitCode.OK)) {
      return ExitCode.worst(codes).number(); // nothing is known, which is not the same as nothing
    }
    if (json) {
      console.result(Json.pretty(rows));
    } else if (rows.isEmpty()) {
      console.result("no open changes");
    } else {
      StatusRow.lines(rows).forEach(console::result);
    }
    if (!json) {
      holds.forEach(hold -> console.result(hold.image() + " " + hold.why()));
    }
    return ExitCode.worst(codes).number();
  }

  /** What stops one target stops no other. */
  private ExitCode look(Session session, Target target, List<StatusRow> rows, List<Hold> holds) {
    try {
      TargetStatus found = session.status(target);
      holds.addAll(found.holds());
      List<ChangeStatus> all = found.changes();
      all.forEach(status -> rows.add(StatusRow.of(status, all, parts.clock().instant())));
      return ExitCode.OK;
    } catch (ChartbotException | RuntimeException failure) {
      return errors.print(failure);
    }
  }
}
