package chartbot.cli;

import chartbot.cli.ManyUpdates.Asked;
import chartbot.config.Configuration;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.review.WaitRules;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;

/** {@code chartbot update}: the main job, on every target in turn. */
final class UpdateCommand implements Callable<Integer> {

  private final Parts parts;
  private final Console console;
  private final Failures failures;
  private final ResultPrinter printer;

  private final ImageArguments images = new ImageArguments();
  private final ConfigurationOptions configuration = new ConfigurationOptions();

  private final Option<String> branch =
      Option.text(
          "--branch",
          "BRANCH",
          "The branch to propose for, instead of the one that the configuration says.");

  private final Option<String> group =
      Option.text(
          "--group",
          "NAME",
          "What shares one open change; without it the images given together do.");

  private final Option<Boolean> dryRun =
      Option.flag("--dry-run", "Shows what would be pushed and pushes nothing.");

  private final Option<Boolean> allowDowngrade =
      Option.flag(
          "--allow-downgrade",
          "Proposes a tag although the branch or the open change has a newer one.");

  private final Option<Boolean> force =
      Option.flag(
          "--force",
          "Replaces even a patch set that a person uploaded, and goes on in spite of a Code-Review"
              + " -2 or the hashtag 'chartbot: ignore'.");

  private final EditOptions edit = new EditOptions();
  private final ReviewOptions review = new ReviewOptions();

  private final Option<Boolean> withoutVerification =
      Option.flag("--no-verify", "Neither Helm nor Kubernetes' models check it.");

  private final Option<Boolean> showRendered =
      Option.flag(
          "--show-rendered", "Shows what changes in the rendered manifests too, as -v does.");

  private final WaitOptions wait = new WaitOptions();
  private final CacheOptions cache = new CacheOptions();
  private final ReportOptions report = new ReportOptions();

  private final Option<Boolean> sandbox =
      Option.flag(
          "--sandbox",
          "Runs against a throw-away Gerrit with a sample chart, and shows its change.");

  UpdateCommand(Parts parts, Console console, Failures failures) {
    this.parts = parts;
    this.console = console;
    this.failures = failures;
    this.printer = new ResultPrinter(console);
  }

  CommandLine line() {
    Command command =
        new Command(
            "update",
            this,
            "Proposes images for review: fetches, edits, verifies, pushes, follows up.");
    images.addTo(command);
    configuration.addTo(command);
    command.add(branch, group, dryRun, allowDowngrade, force);
    edit.addTo(command);
    review.addTo(command);
    command.add(withoutVerification, showRendered);
    wait.addTo(command);
    cache.addTo(command);
    report.addTo(command);
    command.add(sandbox);
    command.examples(
        "  chartbot update eric-enm-models-custom-service:1.2.3-4",
        "  chartbot update --dry-run --target infra --from artifact.properties",
        "  chartbot update --submit --timeout 2h eric-enm-models-custom-service:1.2.3-4",
        "  chartbot update --sandbox eric-enm-models-custom-service:1.2.3-4");
    return command.line(console);
  }

  @Override
  public Integer call() throws ChartbotException {
    wait.rules(); // what is wrong with them shows before anything is pushed
    refuseBadGroup();
    review.check();
    return (sandbox.isGiven() ? onSandbox() : onConfiguredServer()).number();
  }

  private void refuseBadGroup() {
    Optional<String> wrong = group.given().flatMap(UpdateRequest::wrongGroup);
    if (wrong.isPresent()) {
      throw group.wrong(group.given().orElse(""), wrong.get());
    }
  }

  private ExitCode onConfiguredServer() throws ChartbotException {
    Configuration read = configuration.read(parts);
    List<Target> targets = read.select(configuration.targets());
    List<Asked> asked =
        asked(
            branch.given().isPresent() ? Targets.onBranch(targets, branch.given().get()) : targets);
    Connection connection = new Connections(parts, console).to(read.server(), cache);
    return finish(run(connection, asked));
  }

  private ExitCode onSandbox() throws ChartbotException {
    Stream.concat(Stream.of(branch), cache.all().stream())
        .filter(Option::isGiven)
        .findFirst()
        .ifPresent(this::refuseOnSandbox);
    Optional<Configuration> read = configuration.readIfAny(parts);
    Target rules =
        read.isPresent() ? configuration.only(read.get(), "--sandbox") : SandboxTarget.standard();
    asked(List.of(rules)); // what is wrong with the input shows before Gerrit has started
    try (RunningSandbox gerrit = parts.sandbox(console)) {
      List<Asked> asked = asked(List.of(SandboxTarget.of(gerrit, rules)));
      List<TargetResult> ended = run(gerrit.connection(), asked);
      for (TargetResult each : ended) {
        if (each.change().isPresent()) {
          console.result("\nThe change as Gerrit holds it:");
          console.diff(gerrit.change(each.change().get().number()));
        }
      }
      return finish(ended);
    }
  }

  private void refuseOnSandbox(Option<?> option) {
    throw option.usage(
        "--sandbox has a branch of its own and no cache: leave out " + option.name());
  }

  /** What is asked of each target; everything that can be refused now is refused now. */
  private List<Asked> asked(List<Target> targets) throws UserException {
    List<Asked> asked = new ArrayList<>();
    for (Target target : targets) {
      UpdateRequest request =
          new UpdateRequest(
              images.images(target.images()),
              group.given(),
              edit.ifMissing(),
              edit.withJob(),
              edit.overwriteTemplate(),
              dryRun.isGiven(),
              allowDowngrade.isGiven(),
              force.isGiven());
      Target ruled = BuildFooter.over(verified(review.over(target)), parts.environment());
      if (review.hasMessage()) {
        parts.templates().check(ruled);
      }
      asked.add(new Asked(ruled, request));
    }
    return asked;
  }

  private Target verified(Target target) {
    return withoutVerification.isGiven()
        ? target.withVerify(new VerifyRules(VerifyRules.Mode.OFF, target.verify().valuesFiles()))
        : target;
  }

  private List<TargetResult> run(Connection connection, List<Asked> asked)
      throws ChartbotException {
    boolean rendered = showRendered.isGiven() || console.isVerbose();
    Told told = new Told(printer, failures, console, rendered, review::noted);
    List<TargetResult> ended =
        asked.size() == 1 ? single(connection, asked.get(0), told) : many(connection, asked, told);
    if (ended.size() > 1) {
      printer.summary(ended);
    }
    return ended;
  }

  private List<TargetResult> single(Connection connection, Asked only, Told told)
      throws ChartbotException {
    try (Session session = parts.session(connection, console)) {
      TargetResult ended =
          told.tell(only.target(), () -> session.update(only.target(), only.request()));
      return await(session, List.of(ended));
    }
  }

  private List<TargetResult> many(Connection connection, List<Asked> asked, Told told)
      throws ChartbotException {
    List<TargetResult> ended = new ManyUpdates(parts, connection, console).run(asked, told);
    if (wait.rules().isEmpty()) {
      return ended;
    }
    try (Session session = parts.session(connection, console)) {
      return await(session, ended);
    }
  }

  /** The reports are there even if the run is stopped while it waits. */
  private List<TargetResult> await(Session session, List<TargetResult> ended)
      throws ChartbotException {
    Optional<WaitRules> rules = wait.rules();
    if (rules.isEmpty()) {
      return ended;
    }
    report.write(Waiting.before(ended), parts, console);
    return new Waiting(rules.get(), console, failures).finish(session, ended);
  }

  private ExitCode finish(List<TargetResult> ended) throws ChartbotException {
    report.write(ended, parts, console);
    return ExitCode.worst(ended.stream().map(TargetResult::code).toList());
  }
}
