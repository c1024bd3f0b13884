package chartbot.target;

import chartbot.chart.ImageRules;
import chartbot.chart.Jobs;
import chartbot.chart.VersionBump;
import chartbot.error.UserException;
import java.util.Optional;

/**
 * One chart in one Git project on one branch, with all that the configuration says about it.
 *
 * @param name what {@code --target} selects it by
 * @param project Gerrit project, e.g. {@code OSS/charts/eric-enm-infra-integration}
 * @param branch short branch name, e.g. {@code master}
 * @param chart folder of the chart inside the project, {@code /} between its parts; empty: the root
 * @param version which part of the chart's version goes up with each change
 * @param line what the branch takes
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
    VersionBump version,
    LineRules line) {

  /** A target whose chart's version is left alone, on a branch that takes everything. */
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
    this(
        name,
        project,
        branch,
        chart,
        images,
        jobs,
        review,
        commit,
        verify,
        VersionBump.NONE,
        LineRules.defaults());
  }

  /** The same on another branch. */
  public Target withBranch(String other) {
    return new Target(
        name, project, other, chart, images, jobs, review, commit, verify, version, line);
  }

  /** The same with other rules about what the branch takes. */
  public Target withLine(LineRules other) {
    return new Target(
        name, project, branch, chart, images, jobs, review, commit, verify, version, other);
  }

  /** One of the branches that the target stands for; empty where it does not stand for that. */
  public Optional<Target> line(String name) throws UserException {
    if (line.branches().isEmpty()) {
      return Optional.empty();
    }
    return line.branches()
        .get()
        .match(name)
        .map(
            match ->
                new Target(
                    this.name + "@" + name,
                    project,
                    name,
                    chart,
                    images,
                    jobs,
                    review,
                    commit,
                    verify,
                    version,
                    line.of(match)));
  }

  /** The same with other review rules. */
  public Target withReview(ReviewRules other) {
    return new Target(
        name, project, branch, chart, images, jobs, other, commit, verify, version, line);
  }

  /** The same with other commit rules. */
  public Target withCommit(CommitRules other) {
    return new Target(
        name, project, branch, chart, images, jobs, review, other, verify, version, line);
  }

  /** The same with other verification rules. */
  public Target withVerify(VerifyRules other) {
    return new Target(
        name, project, branch, chart, images, jobs, review, commit, other, version, line);
  }
}
