package chartbot.chart;

import java.util.List;

/** The words of Helm's hook annotations. */
public final class HelmHooks {

  /** When a hook runs. */
  public static final List<String> WORDS =
      List.of(
          "pre-install",
          "post-install",
          "pre-upgrade",
          "post-upgrade",
          "pre-rollback",
          "post-rollback",
          "pre-delete",
          "post-delete",
          "test");

  /** When a hook is deleted. */
  public static final List<String> DELETE_POLICIES =
      List.of("before-hook-creation", "hook-succeeded", "hook-failed");

  private HelmHooks() {}
}
