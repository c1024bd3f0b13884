package chartbot.cli;

import chartbot.config.Configuration;
import chartbot.error.ChartbotException;
import chartbot.inspect.InventoryRow;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartbot inventory}: every image on every target. */
@Command(
    name = "inventory",
    description = "Show every image of every target: tags, open change, leftovers.",
    footerHeading = "%nExamples:%n",
    footer = {"  chartbot inventory", "  chartbot inventory --html > images.html"})
final class InventoryCommand implements Callable<Integer> {

  private final Parts parts;
  private final Console console;
  private final ErrorPrinter errors;

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final CacheOptions cache = new CacheOptions();
  @ArgGroup private final Form form = new Form();

  /** At most one of them. */
  static final class Form {

    @Option(names = "--json", description = "Print a JSON array instead of a table.")
    private boolean json;

    @Option(names = "--html", description = "Print a page for browsers instead of a table.")
    private boolean html;
  }

  InventoryCommand(Parts parts, Console console, ErrorPrinter errors) {
    this.parts = parts;
    this.console = console;
    this.errors = errors;
  }

  @Override
  public Integer call() throws ChartbotException {
    Configuration read = configuration.read(parts.environment());
    List<Target> targets = read.select(configuration.targets());
    Connection connection = new Connections(parts, console).to(read, cache);
    List<InventoryRow> rows = new ArrayList<>();
    List<ExitCode> codes = new ArrayList<>();
    try (Session session = parts.session(connection, console)) {
      for (Target target : read.lines(targets, session::branches)) {
        console.step("reading the images of " + target.name());
        codes.add(look(session, target, rows));
      }
    }
    if (!codes.contains(ExitCode.OK)) {
      return ExitCode.worst(codes).number();
    }
    Instant now = parts.clock().instant();
    if (form.html) {
      console.result(parts.inventoryPage().html(rows, now));
      return ExitCode.worst(codes).number();
    }
    List<InventoryText> texts = rows.stream().map(row -> InventoryText.of(row, now)).toList();
    if (form.json) {
      console.result(Json.pretty(texts));
    } else {
      InventoryText.table(texts).lines().forEach(console::result);
    }
    return ExitCode.worst(codes).number();
  }

  /** What stops one target stops no other. */
  private ExitCode look(Session session, Target target, List<InventoryRow> rows) {
    try {
      rows.addAll(session.inventory(target));
      return ExitCode.OK;
    } catch (ChartbotException | RuntimeException failure) {
      return errors.print(failure);
    }
  }

  /** One image as {@code inventory} shows it; its components are the fields of the JSON. */
  private record InventoryText(
      String target,
      String image,
      Optional<String> branch,
      Optional<String> newest,
      Optional<String> proposed,
      Optional<Integer> change,
      Optional<String> url,
      Optional<Long> ageSeconds,
      List<String> findings) {

    static InventoryText of(InventoryRow row, Instant now) {
      return new InventoryText(
          row.target(),
          row.image(),
          row.branch(),
          row.newest(),
          row.proposed(),
          row.change().map(OpenChange::number),
          row.change().map(OpenChange::url),
          row.changed().map(time -> Duration.between(time, now).toSeconds()),
          row.findings());
    }

    static Table table(List<InventoryText> rows) {
      Table table =
          new Table()
              .row(
                  "TARGET", "IMAGE", "BRANCH", "REGISTRY", "PROPOSED", "CHANGE", "AGE", "FINDINGS");
      for (InventoryText row : rows) {
        table.row(
            row.target(),
            row.image(),
            row.branch().orElse("-"),
            row.newest().orElse("-"),
            row.proposed().orElse("-"),
            row.url().orElse("-"),
            row.ageSeconds().map(age -> Duration.ofSeconds(age).toDays() + " d").orElse("-"),
            String.join("; ", row.findings()));
      }
      return table;
    }
  }
}
