package chartbot.cli;

import chartbot.config.Configuration;
import chartbot.error.ChartbotException;
import chartbot.inspect.Refresh;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartbot refresh}: the bot's open changes, regenerated where they are out of date. */
@Command(
    name = "refresh",
    description = {
      "Regenerate the bot's open changes that conflict or are out of date, from the branch tip.",
      "A change that still merges and says the same keeps its patch set and its votes."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  chartbot refresh", "  chartbot refresh --target infra --dry-run"})
final class RefreshCommand implements Callable<Integer> {

  private static final String NOTHING = "no open changes";

  private final Parts parts;
  private final Console console;
  private final ErrorPrinter errors;
  private final ResultPrinter printer;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(names = "--dry-run", description = "Show what would be pushed and push nothing.")
  private boolean dryRun;

  @Mixin private final CacheOptions cache = new CacheOptions();
  @Mixin private final ReportOptions report = new ReportOptions();

  RefreshCommand(Parts parts, Console console, ErrorPrinter errors) {
    this.parts = parts;
    this.console = console;
    this.errors = errors;
    this.printer = new ResultPrinter(console);
  }

  @Override
  public Integer call() throws ChartbotException {
    Configuration read = configuration.read(parts);
    List<Target> targets = read.select(configuration.targets());
    Connection connection = new Connections(parts, console).to(read, cache);
    List<TargetResult> ended = new ArrayList<>();
    try (Session session = parts.session(connection, console)) {
      UpdateReporter reporter = new UpdateReporter(printer, errors, console, console.isVerbose());
      List<Target> lines = read.lines(targets, session::branches);
      for (Target target : lines) {
        if (lines.size() > 1) {
          printer.heading(target);
        }
        ended.addAll(refresh(session, reporter, target));
      }
    }
    if (ended.size() > 1) {
      printer.summary(ended);
    }
    report.write(ended, parts, console);
    return ExitCode.worst(ended.stream().map(TargetResult::code).toList()).number();
  }

  private List<TargetResult> refresh(Session session, UpdateReporter reporter, Target target) {
    List<Refresh> refreshes;
    try {
      refreshes = session.refreshes(BuildFooter.over(target, parts.environment()), dryRun);
    } catch (ChartbotException | RuntimeException failure) {
      return List.of(reporter.failed(target, failure));
    }
    if (refreshes.isEmpty()) {
      console.result(NOTHING);
      return List.of(TargetResult.withNothing(target, NOTHING));
    }
    List<TargetResult> ended = new ArrayList<>();
    for (Refresh refresh : refreshes) {
      console.step("refreshing " + refresh.request().text());
      ended.add(reporter.report(target, () -> session.refresh(refresh)));
    }
    return ended;
  }
}
