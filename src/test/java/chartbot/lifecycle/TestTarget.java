package chartbot.lifecycle;

import chartbot.chart.ImageRules;
import chartbot.chart.Jobs;
import chartbot.target.CommitRules;
import chartbot.target.ReviewRules;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        new CommitRules(Optional.empty(), Map.of(), Optional.empty()),
        new VerifyRules(VerifyRules.Mode.OFF, List.of()));
  }
}
