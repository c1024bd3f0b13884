package chartbot.target;

import chartbot.chart.ImageRules;
import chartbot.chart.Jobs;
import chartbot.chart.VersionBump;

/**
 * One chart in one Git project on one branch, with all that the configuration says about it.
 *
 * @param name what {@code --target} selects it by
 * @param project Gerrit project, e.g. {@code OSS/charts/eric-enm-infra-integration}
 * @param branch short branch name, e.g. {@code master}
 * @param chart folder of the chart inside the project, {@code /} between its parts; empty: the root
 * @param version which part of the chart's version goes up with each change
 */
public record Target(
    String name,
    String project,
    String branch,
    String chart,
    ImageRules images,
    Jobs jobs,
    ReviewRules review,
    CommitRules commit,
    VerifyRules verify,
    VersionBump version) {

  /** A target whose chart's version is left alone. */
  public Target(
      String name,
      String project,
      String branch,
      String chart,
      ImageRules images,
      Jobs jobs,
      ReviewRules review,
      CommitRules commit,
      VerifyRules verify) {
    this(name, project, branch, chart, images, jobs, review, commit, verify, VersionBump.NONE);
  }

  /** The same on another branch. */
  public Target withBranch(String other) {
    return new Target(name, project, other, chart, images, jobs, review, commit, verify, version);
  }

  /** The same with other review rules. */
  public Target withReview(ReviewRules other) {
    return new Target(name, project, branch, chart, images, jobs, other, commit, verify, version);
  }

  /** The same with other commit rules. */
  public Target withCommit(CommitRules other) {
    return new Target(name, project, branch, chart, images, jobs, review, other, verify, version);
  }

  /** The same with other verification rules. */
  public Target withVerify(VerifyRules other) {
    return new Target(name, project, branch, chart, images, jobs, review, commit, other, version);
  }
}
