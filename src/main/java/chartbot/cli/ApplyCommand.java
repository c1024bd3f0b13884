package chartbot.cli;

import chartbot.chart.ChartEdit;
import chartbot.chart.EditRequest;
import chartbot.chart.Image;
import chartbot.chart.ImageChange;
import chartbot.chart.ImageRules;
import chartbot.chart.Jobs;
import chartbot.chart.Tags;
import chartbot.chart.VersionBump;
import chartbot.config.Configuration;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import chartbot.update.ChartVerifier;
import chartbot.update.Verification;
import chartbot.update.WritableChart;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code chartbot apply}: the edit on a chart on disk; no Git, no Gerrit. */
final class ApplyCommand implements Callable<Integer> {

  /** What holds for a chart that no configuration speaks of. */
  private record Rules(ImageRules images, Jobs jobs, VerifyRules verify, VersionBump version) {}

  private final Parts parts;
  private final Console console;

  private final ImageArguments images = new ImageArguments();
  private final ConfigurationOptions configuration = new ConfigurationOptions();
  private final EditOptions edit = new EditOptions();

  private final Option<Path> directory =
      Option.requiredPath(
          "--chart-dir", "DIR", "The chart's directory, the one that holds Chart.yaml.");

  private final Option<Boolean> dryRun =
      Option.flag("--dry-run", "Prints the difference and writes nothing.");

  private final Option<Boolean> verify =
      Option.flag("--verify", "Checks with Helm and Kubernetes before writing.");

  ApplyCommand(Parts parts, Console console) {
    this.parts = parts;
    this.console = console;
  }

  CommandLine line() {
    Command command =
        new Command(
            "apply", this, "Edits a chart on disk and prints the difference; no Git, no Gerrit.");
    images.addTo(command);
    configuration.addTo(command);
    edit.addTo(command);
    command.add(directory, dryRun, verify);
    command.examples(
        "  chartbot apply --chart-dir . eric-enm-models-custom-service:1.2.3-4",
        "  chartbot apply --chart-dir charts/infra --dry-run --from artifact.properties");
    return command.line(console);
  }

  @Override
  public Integer call() throws ChartbotException {
    Rules rules = rules();
    List<Image> wanted = images.images(rules.images());
    WritableChart chart = parts.chart(directory.given().orElseThrow());
    ChartVerifier verifier = parts.verifier();
    if (verify.isGiven()) {
      verifier.warmUp(); // while the edit is made
    }
    ChartEdit made = parts.editor().edit(chart, request(rules, wanted));
    Optional<Verification> verified =
        verify.isGiven() && !made.isEmpty()
            ? Optional.of(verify(verifier, chart, made, rules))
            : Optional.empty();
    if (!dryRun.isGiven()) {
      chart.write(made.files());
    }
    console.diff(parts.diff().unified(made.files()));
    if (console.isVerbose()) {
      verified.ifPresent(this::showRendered);
    }
    tell(made);
    return ExitCode.OK.number();
  }

  private EditRequest request(Rules rules, List<Image> wanted) {
    return new EditRequest(
        wanted,
        rules.images(),
        rules.jobs(),
        edit.ifMissing(),
        edit.withJob(),
        edit.overwriteTemplate(),
        rules.version());
  }

  /** The one target's rules, or the product's own where there is no configuration. */
  private Rules rules() throws UserException {
    Optional<Configuration> read =
        configuration.targets().isEmpty()
            ? configuration.readIfAny(parts)
            : Optional.of(configuration.read(parts));
    if (read.isEmpty()) {
      return new Rules(
          ImageRules.defaults(), Jobs.defaults(), VerifyRules.defaults(), VersionBump.NONE);
    }
    Target target = configuration.only(read.get(), directory.given().orElseThrow().toString());
    return new Rules(target.images(), target.jobs(), target.verify(), target.version());
  }

  private Verification verify(
      ChartVerifier verifier, WritableChart chart, ChartEdit made, Rules rules)
      throws ChartbotException {
    console.step("verifying with Helm");
    VerifyRules.Mode asked =
        rules.verify().mode() == VerifyRules.Mode.OFF
            ? VerifyRules.Mode.REQUIRED
            : rules.verify().mode();
    Verification verification =
        verifier.verify(
            chart, made, rules.images(), new VerifyRules(asked, rules.verify().valuesFiles()));
    verification.notes().forEach(console::warn);
    return verification;
  }

  private void showRendered(Verification verification) {
    String diff = parts.diff().unified(verification.renderedFiles());
    if (!diff.isEmpty()) {
      console.result("\nWhat changes in the rendered manifests:");
      console.diff(diff);
    }
  }

  private void tell(ChartEdit made) {
    for (ImageChange image : made.images()) {
      console.info(Wording.of(image));
      image
          .from()
          .filter(from -> Tags.ORDER.compare(image.to(), from) < 0)
          .ifPresent(
              from -> console.warn(image.name() + ": " + image.to() + " is older than " + from));
    }
    made.version()
        .ifPresent(
            version -> console.info("chart version: " + version.from() + " -> " + version.to()));
    made.notes().forEach(console::warn);
    if (!made.keptTemplates().isEmpty()) {
      console.warn("chartbot would write:\n" + parts.diff().unified(made.keptTemplates()));
    }
    if (made.isEmpty()) {
      console.info("unchanged: the chart has it already");
    } else {
      console.info(
          (dryRun.isGiven() ? "previewed: " : "written: ") + Wording.files(made.files().size()));
    }
  }
}
