package chartbot.target;

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
 * @param issues how issues become footers; empty: they do not
 */
public record CommitRules(
    Optional<Identity> author,
    Map<String, String> footers,
    Optional<TemplateText> messageTemplate,
    Optional<IssueRules> issues) {

  /** The footer that names the build that made the commit. */
  public static final String BUILD_URL = "Build-Url";

  private static final String BY_HAND = "--message";

  public CommitRules {
    footers = new LinkedHashMap<>(footers);
  }

  /** What holds where the configuration says nothing. */
  public static CommitRules defaults() {
    return new CommitRules(Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
  }

  /** The same with a subject and a body that a person gave for this commit. */
  public CommitRules withMessage(String text) {
    return new CommitRules(author, footers, Optional.of(new TemplateText(BY_HAND, text)), issues);
  }

  /** The same with other footers. */
  public CommitRules withFooters(Map<String, String> other) {
    return new CommitRules(author, other, messageTemplate, issues);
  }

  public boolean isMessageByHand() {
    return messageTemplate.filter(template -> template.file().equals(BY_HAND)).isPresent();
  }
}
