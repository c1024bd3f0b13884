package chartbot.update;

import chartbot.chart.TemplateText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a commit is written: the configuration's {@code commit} section.
 *
 * @param author configured author and committer; empty: what Gerrit knows of the account
 * @param footers configured footers, in order
 * @param messageTemplate Handlebars text of the message; empty: the built-in one
 */
public record CommitRules(
    Optional<Identity> author,
    Map<String, String> footers,
    Optional<TemplateText> messageTemplate) {

  public CommitRules {
    footers = new LinkedHashMap<>(footers);
  }
}
