package chartbot.update;

import chartbot.chart.ImageRules;
import chartbot.chart.Jobs;

/**
 * One chart in one Git project on one branch, with all that the configuration says about it.
 *
 * @param name what {@code --target} selects it by
 * @param project Gerrit project, e.g. {@code OSS/charts/eric-enm-infra-integration}
 * @param branch short branch name, e.g. {@code master}
 * @param chart folder of the chart inside the project, {@code /} between its parts; empty: the root
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
    VerifyRules verify) {}
