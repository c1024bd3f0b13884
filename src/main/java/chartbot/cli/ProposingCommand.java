package chartbot.cli;

import chartbot.config.Configuration;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.review.WaitRules;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that proposes a change for review, on every target in turn. */
abstract class ProposingCommand implements Callable<Integer> {

  final Parts parts;
  private final Console console;
  private final ErrorPrinter errors;
  private final ResultPrinter printer;
  private final Map<String, TargetResult> refused = new LinkedHashMap<>();

  @Mixin private final ConfigurationOptions configuration = new ConfigurationOptions();

  @Option(
      names = "--branch",
      paramLabel = "BRANCH",
      description = "The branch to propose for, instead of the one that the configuration says.")
  private Optional<String> branch = Optional.empty();

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = {
        "What shares one open change. Default: the images given together.",
        "With a '*' in it, such as 'eric-enm-models-*-fm', the images whose names match share"
            + " one, and the others another."
      })
  private Optional<String> group = Optional.empty();

  @Option(names = "--dry-run", description = "Show what would be pushed and push nothing.")
  private boolean dryRun;

  @Mixin private final ReviewOptions review = new ReviewOptions();

  @Option(
      names = "--no-verify",
      description = "Do not check the result with Helm and Kubernetes' models.")
  private boolean withoutVerification;

  @Option(
      names = "--show-rendered",
      description = "Show what changes in the rendered manifests too, as -v does.")
  private boolean showRendered;

  @Mixin private final WaitOptions wait = new WaitOptions();
  @Mixin private final CacheOptions cache = new CacheOptions();
  @Mixin private final ReportOptions report = new ReportOptions();

  @Option(
      names = "--sandbox",
      description =
          "Run against a throw-away Gerrit with a sample chart, and show its change; with --wait or"
              + " --submit a reviewer there approves it.")
  private boolean sandbox;

  ProposingCommand(Parts parts, Console console, ErrorPrinter errors) {
    this.parts = parts;
    this.console = console;
    this.errors = errors;
    this.printer = new ResultPrinter(console);
  }

  @Override
  public Integer call() throws ChartbotException {
    wait.rules(); // what is wrong with them shows before anything is pushed
    refuseBadGroup();
    review.check();
    return (sandbox ? onSandbox() : onConfiguredServer()).number();
  }

  private void refuseBadGroup() {
    Optional<String> wrong = group.flatMap(UpdateRequest::validateGroup);
    if (wrong.isPresent()) {
      throw UsageException.invalid("--group", group.orElse(""), wrong.get());
    }
  }

  private ExitCode onConfiguredServer() throws ChartbotException {
    Configuration read = configuration.read(parts);
    List<Target> targets = read.select(configuration.targets());
    if (branch.isPresent()) {
      targets = Targets.onBranch(targets, branch.get());
    }
    asked(targets); // what is wrong with the input shows before Gerrit is asked for branches
    Connection connection = over(new Connections(parts, console).to(read, cache), targets);
    NamedProgress progress = new NamedProgress(console);
    try (Session session = parts.session(connection, progress)) {
      List<Asked> asked = asked(read.lines(targets, session::branches));
      return finish(run(session, progress, Asked.divided(asked), UpdateResult::diff));
    }
  }

  /**
   * What the command asks of a target.
   *
   * @throws UserException when that can be refused before anything is fetched
   */
  abstract List<UpdateRequest> requests(Target target) throws UserException;

  /** Of several requests this one is refused; the others are made all the same. */
  final void refuse(Target target, UserException refusal) {
    if (!refused.containsKey(refusal.message())) {
      ExitCode code = errors.print(refusal);
      refused.put(
          refusal.message(), TargetResult.failed(target, console.masked(refusal.message()), code));
    }
  }

  /** The connection with what the command's own options say of it. */
  Connection over(Connection connection, List<Target> targets) throws UserException {
    return connection;
  }

  final Optional<String> group() {
    return group;
  }

  final boolean dryRun() {
    return dryRun;
  }

  private ExitCode onSandbox() throws ChartbotException {
    branch.map(name -> "--branch").or(cache::given).ifPresent(ProposingCommand::refuseOnSandbox);
    Optional<Configuration> read = configuration.readIfAny(parts);
    Target rules =
        read.isPresent() ? configuration.only(read.get(), "--sandbox") : SandboxTarget.defaults();
    asked(List.of(rules)); // what is wrong with the input shows before Gerrit has started
    try (RunningSandbox gerrit = parts.sandbox(console)) {
      List<Asked> asked = asked(List.of(SandboxTarget.of(gerrit, rules)));
      NamedProgress progress = new NamedProgress(console);
      try (Session session = parts.session(gerrit.connection(), progress)) {
        return finish(run(session, progress, asked, result -> held(gerrit, result)));
      }
    }
  }

  /** The change as the sandbox's Gerrit holds it; approved, where the run waits for a review. */
  private String held(RunningSandbox gerrit, UpdateResult result) throws ChartbotException {
    if (result.change().isEmpty()) {
      return result.diff();
    }
    int number = result.change().get().number();
    if (wait.rules().isPresent()) {
      console.step("approving change " + number + " as the sandbox's reviewer");
      gerrit.approve(number);
    }
    return "The change as Gerrit holds it:\n" + gerrit.change(number);
  }

  private static void refuseOnSandbox(String option) {
    throw new UsageException("--sandbox has a branch of its own and no cache: leave out " + option);
  }

  /** What is asked of each target; everything that can be refused now is refused now. */
  private List<Asked> asked(List<Target> targets) throws UserException {
    List<Asked> asked = new ArrayList<>();
    for (Target target : targets) {
      Target ruled = BuildFooter.over(verified(review.over(target)), parts.environment());
      if (review.hasMessage()) {
        parts.templates().check(ruled);
      }
      requests(ruled).forEach(request -> asked.add(new Asked(ruled, request)));
    }
    return asked;
  }

  private Target verified(Target target) {
    return withoutVerification
        ? target.withVerify(target.verify().withMode(VerifyRules.Mode.OFF))
        : target;
  }

  private List<TargetResult> run(
      Session session, NamedProgress progress, List<Asked> asked, UpdateReporter.Shown shown)
      throws ChartbotException {
    boolean rendered = showRendered || console.isVerbose();
    UpdateReporter reporter =
        new UpdateReporter(printer, errors, console, rendered, review::noted, shown);
    List<TargetResult> ended;
    if (asked.size() == 1 && refused.isEmpty()) {
      Asked only = asked.get(0);
      ended = List.of(reporter.report(only.target(), () -> only.result(session)).asked());
    } else {
      ended = new ArrayList<>(new ManyUpdates(session, progress).run(asked, reporter));
      ended.addAll(refused.values());
    }
    ended = await(session, ended);
    if (ended.size() > 1) {
      printer.summary(ended);
    }
    return ended;
  }

  /** The reports are there even if the run is stopped while it waits. */
  private List<TargetResult> await(Session session, List<TargetResult> ended)
      throws ChartbotException {
    Optional<WaitRules> rules = wait.rules();
    if (rules.isEmpty()) {
      return ended;
    }
    report.writeBeforeWait(Waiting.before(ended), parts, console);
    return new Waiting(rules.get(), console, errors).finish(session, ended);
  }

  private ExitCode finish(List<TargetResult> ended) throws ChartbotException {
    report.write(ended, parts, console);
    return ExitCode.worst(ended.stream().map(TargetResult::code).toList());
  }
}
