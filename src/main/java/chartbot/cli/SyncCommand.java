package chartbot.cli;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.config.Configuration;
import chartbot.error.ChartbotException;
import chartbot.inspect.SyncRow;
import chartbot.inspect.SyncRow.State;
import chartbot.lifecycle.Group;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chartbot sync}: the newest tags in the registry, proposed. */
@Command(
    name = "sync",
    description = {
      "Propose the newest tag in the registry of each image of the chart.",
      "Without names: of model images, and of those in registry.follow."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chartbot sync --dry-run",
      "  chartbot sync --limit 5",
      "  chartbot sync --group nightly"
    })
final class SyncCommand implements Callable<Integer> {

  private final Parts parts;
  private final Console console;
  private final ErrorPrinter errors;
  private final ResultPrinter printer;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "An image of the chart.")
  private List<String> names = new ArrayList<>();

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = {
        "Propose all images in one change. Default: one change for each image.",
        "With a '*' in it, such as 'eric-enm-models-*-fm': those whose names match."
      })
  private Optional<String> group = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Update at most N changes for each target. Default: no limit.")
  private Optional<Integer> limit = Optional.empty();

  @Option(names = "--dry-run", description = "Show what is behind, and push nothing.")
  private boolean dryRun;

  @Mixin private final CacheOptions cache = new CacheOptions();
  @Mixin private final ReportOptions report = new ReportOptions();

  SyncCommand(Parts parts, Console console, ErrorPrinter errors) {
    this.parts = parts;
    this.console = console;
    this.errors = errors;
    this.printer = new ResultPrinter(console);
  }

  @Override
  public Integer call() throws ChartbotException {
    refuseBadOptions();
    Configuration read = configuration.read(parts);
    List<Target> targets = read.select(configuration.targets());
    Connection connection = new Connections(parts, console).to(read, cache);
    List<TargetResult> ended = new ArrayList<>();
    try (Session session = parts.session(connection, console)) {
      UpdateReporter reporter = new UpdateReporter(printer, errors, console, console.isVerbose());
      List<Target> lines = read.lines(targets, session::branches);
      Targets.fetch(session, lines, console);
      for (Target target : lines) {
        if (lines.size() > 1) {
          printer.heading(target);
        }
        ended.addAll(sync(session, reporter, target));
      }
    }
    if (ended.size() > 1 && !dryRun) {
      printer.summary(ended);
    }
    report.write(ended, parts, console);
    return ExitCode.worst(ended.stream().map(TargetResult::code).toList()).number();
  }

  private void refuseBadOptions() {
    Optional<String> wrong = group.flatMap(UpdateRequest::validateGroup);
    if (wrong.isPresent()) {
      throw UsageException.invalid("--group", group.orElse(""), wrong.get());
    }
    if (limit.filter(n -> n < 1).isPresent()) {
      throw new UsageException("--limit must be at least 1");
    }
  }

  private List<TargetResult> sync(Session session, UpdateReporter reporter, Target target) {
    List<TargetResult> ended = new ArrayList<>();
    List<SyncRow> rows;
    try {
      rows = session.sync(target, names);
    } catch (ChartbotException | RuntimeException failure) {
      return List.of(reporter.failed(target, failure));
    }
    table(rows).lines().forEach(console::result);
    // An image that could not be looked up is no image that is up to date.
    rows.stream()
        .filter(row -> row.state() == State.UNKNOWN)
        .forEach(row -> ended.add(unknown(target, row)));
    rows.stream()
        .filter(row -> row.state() == State.HELD)
        .forEach(row -> console.warn(row.detail()));
    if (dryRun) {
      return ended;
    }
    List<UpdateRequest> requests = requests(rows);
    List<UpdateRequest> waiting = waiting(requests, rows, target);
    requests.removeAll(waiting);
    for (UpdateRequest request : requests) {
      console.step("updating " + request.text());
      Target ruled = BuildFooter.over(target, parts.environment());
      ended.add(reporter.report(ruled, () -> session.update(ruled, request)));
    }
    if (!waiting.isEmpty()) {
      String limits = " waits: review.limit is " + target.line().limit().orElseThrow();
      List<String> notes = waiting.stream().map(request -> request.text() + limits).toList();
      UpdateResult left = UpdateResult.untried(target, Outcome.LEFT_ALONE, notes);
      ended.add(reporter.report(target, () -> left));
    }
    if (ended.isEmpty()) {
      ended.add(TargetResult.withNothing(target, "nothing to update"));
    }
    return ended;
  }

  /** Those for which there can be no room, however many changes are open. */
  private static List<UpdateRequest> waiting(
      List<UpdateRequest> requests, List<SyncRow> rows, Target target) {
    if (target.line().limit().isEmpty()) {
      return List.of();
    }
    Set<String> proposed =
        rows.stream()
            .filter(row -> row.proposed().isPresent())
            .map(SyncRow::image)
            .collect(Collectors.toSet());
    return requests.stream()
        .filter(request -> request.names().stream().noneMatch(proposed::contains))
        .skip(target.line().limit().get())
        .toList();
  }

  private TargetResult unknown(Target target, SyncRow row) {
    String failure = row.image() + ": " + row.detail();
    console.warn(failure);
    return TargetResult.failed(target, failure, ExitCode.ENVIRONMENT);
  }

  private List<UpdateRequest> requests(List<SyncRow> rows) {
    List<Image> behind = new ArrayList<>();
    for (SyncRow row : rows) {
      if (row.state() == State.BEHIND) {
        behind.add(new Image(row.image(), row.newest().orElseThrow()));
      }
    }
    List<UpdateRequest> requests = new ArrayList<>();
    List<Image> members = behind.stream().filter(this::isInGroup).toList();
    if (!members.isEmpty()) {
      requests.add(request(members, group));
    }
    behind.stream()
        .filter(image -> !isInGroup(image))
        .forEach(image -> requests.add(request(List.of(image), Optional.empty())));
    return new ArrayList<>(
        requests.subList(0, Math.min(requests.size(), limit.orElse(Integer.MAX_VALUE))));
  }

  private boolean isInGroup(Image image) {
    return group
        .filter(name -> !Group.isPattern(name) || Group.matches(name, image.name()))
        .isPresent();
  }

  /** What the chart no longer has is no concern of this run. */
  private static UpdateRequest request(List<Image> images, Optional<String> group) {
    return new UpdateRequest(images, group, IfMissing.SKIP, true, false, false, false, false);
  }

  private static Table table(List<SyncRow> rows) {
    Table table = new Table().row("IMAGE", "BRANCH", "PROPOSED", "REGISTRY", "STATE");
    for (SyncRow row : rows) {
      table.row(
          row.image(),
          row.branch().orElse("-"),
          row.proposed().orElse("-"),
          row.newest().orElse("-"),
          row.state().text());
    }
    return table;
  }
}
