package chartbot.cli;

import chartbot.chart.ImageRules;
import chartbot.chart.Jobs;
import chartbot.target.CommitRules;
import chartbot.target.LineRules;
import chartbot.target.ReviewRules;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import java.util.List;
import java.util.Optional;

/** The sample chart in the sandbox as a target. */
final class SandboxTarget {

  private SandboxTarget() {}

  /** What holds where there is no configuration. */
  static Target defaults() {
    return new Target(
        "sandbox",
        "",
        "master",
        "",
        ImageRules.defaults(),
        Jobs.defaults(),
        ReviewRules.defaults(),
        CommitRules.defaults(),
        VerifyRules.defaults());
  }

  /**
   * The configured rules on the sandbox's project. People and authors of the real server do not
   * exist there, nor do extra values files of the real chart.
   */
  static Target of(RunningSandbox sandbox, Target rules) {
    ReviewRules review = rules.review();
    return new Target(
        "sandbox",
        sandbox.project(),
        sandbox.branch(),
        "",
        rules.images(),
        rules.jobs(),
        new ReviewRules(
            review.topic(),
            review.hashtags(),
            List.of(),
            List.of(),
            review.readiness(),
            review.byHand(),
            review.patchSetNotify(),
            review.attention(),
            review.renderedDiffComment(),
            review.approved(),
            Optional.empty()),
        new CommitRules(
            Optional.empty(),
            rules.commit().footers(),
            rules.commit().messageTemplate(),
            rules.commit().issues()),
        new VerifyRules(rules.verify().mode(), List.of()),
        rules.version(),
        LineRules.defaults());
  }
}
