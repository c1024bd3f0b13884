package chartbot.inspect;

import chartbot.chart.ChartFiles;
import chartbot.chart.ChartInventory;
import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedChartbotException;
import chartbot.error.UserException;
import chartbot.target.Target;
import chartbot.update.ChartRepository;
import chartbot.update.ChartVerifier;
import chartbot.update.PushOptions;
import chartbot.update.ReviewServer;
import chartbot.update.Snapshot;
import chartbot.update.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at all that an update needs and says what is missing; changes nothing. */
public final class ChartDoctor {

  private final ChartRepository repository;
  private final ReviewServer review;
  private final ServerFacts facts;
  private final PushTrial trial;
  private final ChartVerifier verifier;

  public ChartDoctor(
      ChartRepository repository,
      ReviewServer review,
      ServerFacts facts,
      PushTrial trial,
      ChartVerifier verifier) {
    this.repository = repository;
    this.review = review;
    this.facts = facts;
    this.trial = trial;
    this.verifier = verifier;
  }

  /** The server and the account, whatever the target. */
  public List<Check> server() {
    List<Check> checks = new ArrayList<>();
    attempt(checks, "server", () -> Check.ok("server", "Gerrit " + facts.version()));
    attempt(
        checks,
        "credentials",
        () -> Check.ok("credentials", "account " + review.self().username()));
    return checks;
  }

  /** One target: project, branch, rights and chart. */
  public List<Check> target(Target target) {
    List<Check> checks = new ArrayList<>();
    attempt(checks, "author", () -> author(target));
    Snapshot tip;
    try {
      tip = repository.fetchTip(target);
    } catch (ChartbotException failure) {
      checks.add(Check.failed("branch", failure));
      return checks;
    }
    checks.add(Check.ok("branch", target.branch() + " at " + tip.commit().substring(0, 10)));
    attempt(checks, "push", () -> push(target, tip));
    chart(target, tip.chart(), checks);
    return checks;
  }

  /** One look, which may fail for a reason that somebody must act on. */
  private interface Look {
    Check look() throws ChartbotException;
  }

  private static void attempt(List<Check> checks, String subject, Look look) {
    try {
      checks.add(look.look());
    } catch (ChartbotException failure) {
      checks.add(Check.failed(subject, failure));
    } catch (UncheckedChartbotException e) {
      checks.add(Check.failed(subject, e.failure()));
    }
  }

  private Check author(Target target) throws EnvironmentException {
    if (target.commit().author().isPresent()) {
      return Check.ok("author", target.commit().author().get() + ", as configured");
    }
    return Check.ok("author", review.self().committer().toString());
  }

  private Check push(Target target, Snapshot tip) throws ChartbotException {
    trial.tryPush(target, tip, PushOptions.newChange(target.review()));
    String hashtags = String.join(", ", target.review().hashtags());
    return Check.ok("push", "the account may push for review, with the hashtags " + hashtags);
  }

  private void chart(Target target, ChartFiles chart, List<Check> checks) {
    Optional<ChartbotException> none = noChart(target, chart);
    if (none.isPresent()) {
      checks.add(Check.failed("chart", none.get()));
      return;
    }
    attempt(checks, "chart", () -> inventory(target, chart, checks));
    attempt(checks, "render", () -> render(target, chart, checks));
  }

  private static Optional<ChartbotException> noChart(Target target, ChartFiles chart) {
    try {
      if (chart.read("Chart.yaml").isPresent()) {
        return Optional.empty();
      }
    } catch (UncheckedChartbotException e) {
      return Optional.of(e.failure());
    }
    String folder = target.chart().isEmpty() ? "the project's root" : target.chart();
    return Optional.of(
        new UserException("there is no Chart.yaml in " + folder, "fix chart: in the target"));
  }

  private Check inventory(Target target, ChartFiles chart, List<Check> checks)
      throws UserException {
    List<ChartInventory.Finding> findings =
        ChartInventory.of(
            chart, target.images(), verifier.deployments(target.images(), target.verify()));
    for (ChartInventory.Finding finding : findings) {
      checks.add(Check.warning("chart", finding.text(), finding.hint()));
    }
    return Check.ok("chart", "found, its values can be edited");
  }

  /** Proves the branch's chart as an update would prove its own. */
  private Check render(Target target, ChartFiles chart, List<Check> checks)
      throws ChartbotException {
    Verification verification = verifier.examine(chart, target.images(), target.verify());
    for (String note : verification.notes()) {
      checks.add(Check.warning("render", note, ""));
    }
    return Check.ok(
        "render",
        switch (verification.verified()) {
          case FULL -> "Helm renders the chart of the branch, and Kubernetes accepts it";
          case PARTIAL -> "Helm renders the chart of the branch; not everything was checked";
          case NONE -> "not checked";
        });
  }
}
