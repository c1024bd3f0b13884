package chartbot.lifecycle;

import chartbot.chart.ImageRules;
import chartbot.chart.Jobs;
import chartbot.target.CommitRules;
import chartbot.target.ReviewRules;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import java.util.List;

/** Targets as a configuration that says next to nothing makes them; nothing is verified. */
public final class TestTarget {

  private TestTarget() {}

  /** A chart in the root of its project. */
  public static Target of(String project, String branch) {
    return of(project, branch, "");
  }

  /** A chart in a folder of its project. */
  public static Target of(String project, String branch, String folder) {
    return new Target(
        "infra",
        project,
        branch,
        folder,
        ImageRules.defaults(),
        Jobs.defaults(),
        ReviewRules.defaults(),
        CommitRules.defaults(),
        new VerifyRules(VerifyRules.Mode.OFF, List.of()));
  }
}
