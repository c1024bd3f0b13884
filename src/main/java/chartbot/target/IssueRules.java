package chartbot.target;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How the issues that a change is about become footers of its commit.
 *
 * @param pattern what the key of an issue looks like
 * @param footer the footer's key
 */
public record IssueRules(SafePattern pattern, String footer) {

  private static final int MOST = 20;
  private static final int LONGEST = 100;

  /** The keys in those lines, each once, in their order; a bounded number. */
  public List<String> keys(List<String> lines) {
    Set<String> keys = new LinkedHashSet<>();
    for (String line : lines) {
      pattern.findAll(line).stream()
          .map(String::strip)
          .filter(key -> !key.isEmpty() && key.length() <= LONGEST)
          .forEach(keys::add);
    }
    return keys.stream().limit(MOST).toList();
  }
}
