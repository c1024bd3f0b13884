package chartbot.target;

import chartbot.error.UserException;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a branch takes: which tags, whether any at all, and how many changes at a time.
 *
 * @param branches the names of the branches that the target stands for; empty: it names its own
 * @param accept what a tag must match in addition to the images' tag pattern; {@code $1} stands for
 *     what the first group of {@code branches} has matched
 * @param freeze why nothing is proposed; empty: something is
 * @param limit the most changes of the bot that are open at a time; empty: any number
 */
public record LineRules(
    Optional<SafePattern> branches,
    Optional<SafePattern> accept,
    Optional<String> freeze,
    Optional<Integer> limit) {

  private static final Pattern GROUP = Pattern.compile("\\$([1-9])");

  /** What holds where the configuration says nothing. */
  public static LineRules defaults() {
    return new LineRules(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether a tag is one for this branch. */
  public boolean accepts(String tag) throws UserException {
    return accept.isEmpty() || accept.get().match(tag).isPresent();
  }

  /** The rules of one branch whose name has matched. */
  LineRules of(MatchResult branch) {
    return new LineRules(
        Optional.empty(),
        accept.map(pattern -> new SafePattern(Pattern.compile(filled(pattern.toString(), branch)))),
        freeze,
        limit);
  }

  private static String filled(String accept, MatchResult branch) {
    return GROUP
        .matcher(accept)
        .replaceAll(
            group ->
                Matcher.quoteReplacement(
                    Pattern.quote(
                        Optional.ofNullable(branch.group(Integer.parseInt(group.group(1))))
                            .orElse(""))));
  }

  /** The largest number of a group that a pattern of tags refers to; 0 where it refers to none. */
  public static int groupsIn(String accept) {
    return GROUP
        .matcher(accept)
        .results()
        .mapToInt(group -> Integer.parseInt(group.group(1)))
        .max()
        .orElse(0);
  }
}
