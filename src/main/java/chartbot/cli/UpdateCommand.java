package chartbot.cli;

import chartbot.cli.ManyUpdates.Asked;
import chartbot.config.Configuration;
import chartbot.failure.ChartbotException;
import chartbot.failure.UserException;
import chartbot.update.CommitRules;
import chartbot.update.Target;
import chartbot.update.UpdateRequest;
import chartbot.update.VerifyRules;
import chartbot.update.WaitRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code chartbot update}: the main job, on every target in turn. */
@Command(
    name = "update",
    addMethodSubcommands = false,
    description = "Proposes images for review: fetches, edits, verifies, pushes, follows up.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  chartbot update eric-enm-models-custom-service:1.2.3-4",
      "  chartbot update --dry-run --target infra --from artifact.properties",
      "  chartbot update --submit --timeout 2h eric-enm-models-custom-service:1.2.3-4",
      "  chartbot update --sandbox eric-enm-models-custom-service:1.2.3-4"
    })
final class UpdateCommand implements Callable<Integer> {

  private final Parts parts;
  private final Console console;
  private final Failures failures;
  private final ResultPrinter printer;

  @Mixin private final ImageArguments images = new ImageArguments();
  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--branch",
      paramLabel = "BRANCH",
      description = "The branch to propose for, instead of the one that the configuration says.")
  private Optional<String> branch = Optional.empty();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "What shares one open change; without it the images given together do.")
  private Optional<String> group = Optional.empty();

  @Option(names = "--dry-run", description = "Shows what would be pushed and pushes nothing.")
  private boolean dryRun;

  @Option(
      names = "--allow-downgrade",
      description = "Proposes a tag although the branch or the open change has a newer one.")
  private boolean allowDowngrade;

  @Option(names = "--force", description = "Replaces even a patch set that a person uploaded.")
  private boolean force;

  @Mixin private final EditOptions edit = new EditOptions();
  @Mixin private final ReviewOptions review = new ReviewOptions();

  @Option(names = "--no-verify", description = "Neither Helm nor Kubernetes' models check it.")
  private boolean withoutVerification;

  @Option(
      names = "--show-rendered",
      description = "Shows what changes in the rendered manifests too, as -v does.")
  private boolean showRendered;

  @Mixin private final WaitOptions wait = new WaitOptions();
  @Mixin private final CacheOptions cache = new CacheOptions();
  @Mixin private final ReportOptions report = new ReportOptions();

  @Option(
      names = "--sandbox",
      description = "Runs against a throw-away Gerrit with a sample chart, and shows its change.")
  private boolean sandbox;

  UpdateCommand(Parts parts, Console console, Failures failures) {
    this.parts = parts;
    this.console = console;
    this.failures = failures;
    this.printer = new ResultPrinter(console);
  }

  @Override
  public Integer call() throws ChartbotException {
    wait.rules(); // what is wrong with them shows before anything is pushed
    return (sandbox ? onSandbox() : onConfiguredServer()).number();
  }

  private ExitCode onConfiguredServer() throws ChartbotException {
    Configuration read = configuration.read(parts.environment());
    List<Target> targets = read.select(configuration.targets());
    List<Asked> asked =
        asked(branch.isPresent() ? Targets.onBranch(targets, branch.get()) : targets);
    Connection connection = new Connections(parts, console).to(read.server(), cache);
    return finish(run(connection, asked));
  }

  private ExitCode onSandbox() throws ChartbotException {
    Optional<Configuration> read = configuration.readIfAny(parts.environment());
    Target rules =
        read.isPresent()
            ? read.get().select(configuration.targets()).get(0)
            : SandboxTarget.standard();
    asked(List.of(rules)); // what is wrong with the input shows before Gerrit has started
    try (RunningSandbox gerrit = parts.sandbox(console)) {
      List<Asked> asked = asked(List.of(SandboxTarget.of(gerrit, rules)));
      List<Ended> ended = run(gerrit.connection(), asked);
      for (Ended each : ended) {
        if (each.change().isPresent()) {
          console.result("\nThe change as Gerrit holds it:");
          console.diff(gerrit.change(each.change().get().number()));
        }
      }
      return finish(ended);
    }
  }

  /** What is asked of each target; everything that can be refused now is refused now. */
  private List<Asked> asked(List<Target> targets) throws UserException {
    List<Asked> asked = new ArrayList<>();
    for (Target target : targets) {
      UpdateRequest request =
          new UpdateRequest(
              images.images(target.images()),
              group,
              edit.ifMissing(),
              edit.withJob(),
              edit.overwriteTemplate(),
              dryRun,
              allowDowngrade,
              force);
      asked.add(new Asked(withBuild(verified(review.over(target))), request));
    }
    return asked;
  }

  private Target verified(Target target) {
    return withoutVerification
        ? target.withVerify(new VerifyRules(VerifyRules.Mode.OFF, target.verify().valuesFiles()))
        : target;
  }

  /** On a build server the commit says which build made it. */
  private Target withBuild(Target target) {
    String url = parts.environment().getOrDefault("BUILD_URL", "");
    CommitRules rules = target.commit();
    if (url.isBlank() || rules.footers().containsKey("Build-Url")) {
      return target;
    }
    Map<String, String> footers = new LinkedHashMap<>(rules.footers());
    footers.put("Build-Url", url.strip());
    return target.withCommit(new CommitRules(rules.author(), footers, rules.messageTemplate()));
  }

  private List<Ended> run(Connection connection, List<Asked> asked) throws ChartbotException {
    Told told = new Told(printer, failures, console, showRendered || console.isVerbose());
    List<Ended> ended;
    try (Session session = parts.session(connection, console)) {
      Asked first = asked.get(0);
      ended =
          asked.size() == 1
              ? List.of(
                  told.tell(first.target(), () -> session.update(first.target(), first.request())))
              : new ManyUpdates(parts, connection, console).run(asked, told);
      Optional<WaitRules> rules = wait.rules();
      if (rules.isPresent()) {
        ended = await(session, ended, rules.get());
      }
    }
    if (ended.size() > 1) {
      printer.summary(ended);
    }
    return ended;
  }

  /** The reports are there even if the run is stopped while it waits. */
  private List<Ended> await(Session session, List<Ended> ended, WaitRules rules)
      throws ChartbotException {
    report.write(Waiting.before(ended), parts, console);
    return new Waiting(rules, console, failures).finish(session, ended);
  }

  private ExitCode finish(List<Ended> ended) throws ChartbotException {
    report.write(ended, parts, console);
    return ExitCode.worst(ended.stream().map(Ended::code).toList());
  }
}
