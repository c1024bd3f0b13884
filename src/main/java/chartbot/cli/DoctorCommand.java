package chartbot.cli;

import chartbot.config.Configuration;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.inspect.Check;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartbot doctor}: whether updates can work, and what to do where they cannot. */
@Command(
    name = "doctor",
    description =
        "Check configuration, credentials, server, rights and charts, each with what to do.",
    footerHeading = "%nExamples:%n",
    footer = {"  chartbot doctor", "  chartbot doctor --json"})
final class DoctorCommand implements Callable<Integer> {

  /** A check, and the target that it is about; empty for what all targets share. */
  private record Row(String target, Check check) {}

  private final Parts parts;
  private final Console console;
  private final List<Row> rows = new ArrayList<>();

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final CacheOptions cache = new CacheOptions();

  @Option(names = "--json", description = "Print a JSON array instead of a table.")
  private boolean json;

  DoctorCommand(Parts parts, Console console) {
    this.parts = parts;
    this.console = console;
  }

  @Override
  public Integer call() {
    rows.clear();
    examine();
    if (json) {
      console.result(Json.pretty(rows.stream().map(RowJson::of).toList()));
    } else {
      print();
    }
    List<ExitCode> codes =
        rows.stream().flatMap(r -> r.check().failure().stream()).map(ExitCode::of).toList();
    return ExitCode.worst(codes).number();
  }

  private void examine() {
    List<Target> targets;
    Configuration read;
    try {
      read = configuration.read(parts);
      targets = read.select(configuration.targets());
      add(Check.ok("configuration", "valid"));
    } catch (UserException wrong) {
      add(Check.failed("configuration", wrong));
      return;
    }
    try (Session session =
        parts.session(new Connections(parts, console).to(read, cache), console)) {
      console.step("asking " + read.server().url());
      List<Check> server = session.examineServer();
      server.forEach(this::add);
      if (server.stream().anyMatch(check -> check.failure().isPresent())) {
        return; // every other check would only say the same
      }
      for (Target target : read.lines(targets, session::branches)) {
        console.step("examining " + target.name());
        session.examine(target).forEach(check -> rows.add(new Row(target.name(), check)));
      }
    } catch (UserException failure) {
      add(Check.failed("branches", failure));
    } catch (ChartbotException failure) {
      add(Check.failed("credentials", failure));
    }
  }

  private void add(Check check) {
    rows.add(new Row("", check));
  }

  private void print() {
    Table table = new Table();
    for (Row row : rows) {
      Check check = row.check();
      table.row(mark(check), row.target(), check.subject(), firstLine(check.found()));
    }
    List<String> lines = table.lines();
    for (int i = 0; i < rows.size(); i++) {
      Check check = rows.get(i).check();
      print(lines.get(i), check);
      check.found().lines().skip(1).forEach(line -> console.result("         " + line));
      if (!check.hint().isEmpty()) {
        console.result("         -> " + check.hint());
      }
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String mark(Check check) {
    return switch (check.verdict()) {
      case OK -> "ok";
      case WARNING -> "warning";
      case FAILED -> "FAILED";
    };
  }

  private void print(String line, Check check) {
    switch (check.verdict()) {
      case OK -> console.result(line);
      case WARNING -> console.yellow(line);
      case FAILED -> console.red(line);
    }
  }

  private record RowJson(
      Optional<String> target, String check, String verdict, String found, String hint) {

    static RowJson of(Row row) {
      Check check = row.check();
      return new RowJson(
          Optional.of(row.target()).filter(name -> !name.isEmpty()),
          check.subject(),
          mark(check).toLowerCase(Locale.ROOT),
          check.found(),
          check.hint());
    }
  }
}
