package chartbot.cli;

import chartbot.target.CommitRules;
import chartbot.target.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/** The footer by which a commit says which build of a build server made it. */
final class BuildFooter {

  private BuildFooter() {}

  /** The target with that footer, where a build server runs this and no other is configured. */
  static Target over(Target target, Map<String, String> environment) {
    String url = environment.getOrDefault("BUILD_URL", "");
    CommitRules rules = target.commit();
    if (url.isBlank()
        || rules.footers().keySet().stream().anyMatch(CommitRules.BUILD_URL::equalsIgnoreCase)) {
      return target;
    }
    Map<String, String> footers = new LinkedHashMap<>(rules.footers());
    footers.put(CommitRules.BUILD_URL, url.strip());
    return target.withCommit(rules.withFooters(footers));
  }
}
