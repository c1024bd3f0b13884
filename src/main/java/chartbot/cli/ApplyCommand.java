package chartbot.cli;

import chartbot.chart.ChartEdit;
import chartbot.chart.EditRequest;
import chartbot.chart.Image;
import chartbot.chart.ImageChange;
import chartbot.chart.ImageRules;
import chartbot.chart.Jobs;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartbot apply}: the edit on a chart on disk; no Git, no Gerrit. */
@Command(
    name = "apply",
    description = "Edit a chart on disk and print the difference; no Git, no Gerrit.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  chartbot apply --chart-dir . eric-enm-models-custom-service:1.2.3-4",
      "  chartbot apply --chart-dir charts/infra --dry-run --from artifact.properties"
    })
final class ApplyCommand implements Callable<Integer> {

  /** What holds for a chart that no configuration speaks of. */
  private record Rules(ImageRules images, Jobs jobs, VerifyRules verify, VersionBump version) {

    Rules with(VerifyRules other) {
      return new Rules(images, jobs, other, version);
    }
  }

  private final Parts parts;
  private final Console console;

  @Mixin private final ImageArguments images = new ImageArguments();
  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();
  @Mixin private final EditOptions edit = new EditOptions();

  @Option(
      names = "--chart-dir",
      paramLabel = "DIR",
      required = true,
      description = "The chart's directory, the one that holds Chart.yaml.")
  private Path directory = Path.of("");

  @Option(names = "--dry-run", description = "Print the difference and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--verify",
      description = "Check with Helm and Kubernetes before writing; this is the default.")
  private boolean verify;

  @Option(names = "--no-verify", description = "Write without asking Helm.")
  private boolean withoutVerification;

  ApplyCommand(Parts parts, Console console) {
    this.parts = parts;
    this.console = console;
  }

  @Override
  public Integer call() throws ChartbotException {
    Rules rules = rules();
    List<Image> wanted = images.images(rules.images());
    WritableChart chart = parts.chart(directory);
    chart.notes().forEach(console::warn);
    ChartVerifier verifier = parts.verifier();
    VerifyRules verifying = verifying(rules.verify());
    boolean verifies = verifying.mode() != VerifyRules.Mode.OFF;
    ChartEdit made =
        parts
            .editor()
            .edit(chart, request(rules, wanted), verifier.deployments(rules.images(), verifying));
    Optional<Verification> verified =
        verifies && !made.isEmpty()
            ? Optional.of(verify(verifier, chart, made, rules.with(verifying)))
            : Optional.empty();
    if (!dryRun) {
      chart.write(made.files());
    }
    console.diff(parts.diff().unified(made.files()));
    if (console.isVerbose()) {
      verified.ifPresent(this::showRendered);
    }
    print(made, rules.images());
    verified.ifPresent(proof -> console.info("verified: " + proof.verified().text()));
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
    Target target = configuration.only(read.get(), directory.toString());
    return new Rules(target.images(), target.jobs(), target.verify(), target.version());
  }

  /** The configuration decides, unless the command line says otherwise. */
  private VerifyRules verifying(VerifyRules rules) {
    if (withoutVerification) {
      return rules.withMode(VerifyRules.Mode.OFF);
    }
    boolean off = rules.mode() == VerifyRules.Mode.OFF;
    return off && verify ? rules.withMode(VerifyRules.Mode.REQUIRED) : rules;
  }

  private Verification verify(
      ChartVerifier verifier, WritableChart chart, ChartEdit made, Rules rules)
      throws ChartbotException {
    console.step("verifying with Helm");
    Verification verification = verifier.verify(chart, made, rules.images(), rules.verify());
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

  private void print(ChartEdit made, ImageRules rules) {
    for (ImageChange image : made.images()) {
      console.info(ResultText.of(image));
      image
          .from()
          .filter(from -> rules.isOlder(image.to(), from))
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
      console.info((dryRun ? "previewed: " : "written: ") + ResultText.files(made.files().size()));
    }
  }
}
