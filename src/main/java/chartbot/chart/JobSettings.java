package chartbot.chart;

import java.util.Optional;
import java.util.Set;

/**
 * How the Job of one model image is written: the configuration's {@code job} section merged with
 * what it says for that image.
 *
 * @param template Handlebars text of the template; empty: the built-in one
 * @param helpers prefix of the chart's named templates, e.g. {@code infra-integration}
 * @param hook value of the {@code helm.sh/hook} annotation
 * @param hookWeight value of {@code helm.sh/hook-weight}
 * @param deletePolicy value of {@code helm.sh/hook-delete-policy}
 * @param backoffLimit {@code spec.backoffLimit}, when set
 * @param condition Helm expression; when present the whole template is wrapped in it
 * @param blocks optional blocks that are written
 * @param restartPolicy value of {@code NAME-job.restartPolicy}
 */
public record JobSettings(
    Optional<TemplateText> template,
    String helpers,
    String hook,
    int hookWeight,
    String deletePolicy,
    Optional<Integer> backoffLimit,
    Optional<String> condition,
    Set<Block> blocks,
    String restartPolicy,
    Optional<String> memoryRequest,
    Optional<String> memoryLimit,
    Optional<String> cpuRequest,
    Optional<String> cpuLimit) {

  /** The optional blocks of a Job template, in the order in which they stand there. */
  public enum Block {
    PULL_SECRETS,
    INIT_CONTAINER,
    NODE_SELECTOR,
    TOLERATIONS,
    RESOURCES,
    VOLUME
  }

  public JobSettings {
    blocks = Set.copyOf(blocks);
  }

  /** What the seed's sample template has: every block, no condition, no backoffLimit. */
  public static JobSettings defaults() {
    return new JobSettings(
        Optional.empty(),
        "infra-integration",
        "post-install,post-upgrade",
        -3,
        "before-hook-creation",
        Optional.empty(),
        Optional.empty(),
        Set.of(Block.values()),
        "OnFailure",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
