package chartbot.lifecycle;

import chartbot.target.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Derives Change-Ids, so that runs that race for the same change meet on it.
 *
 * @param seed project, branch, group, account and what the branch holds for the group's images now
 */
public record ChangeIds(String seed) {

  /**
   * The ids of a group's changes. Bots with accounts of their own never push to each other's.
   *
   * @param branch image name to the tag that the branch holds; empty text where it holds none
   */
  public static ChangeIds of(Target target, Group group, Account bot, Map<String, String> branch) {
    StringBuilder seed = new StringBuilder("chartbot change id 2\n");
    seed.append(target.project()).append('\n').append(target.branch()).append('\n');
    seed.append(target.chart()).append('\n').append(group.name()).append('\n');
    seed.append(bot.id()).append('\n');
    new TreeMap<>(branch)
        .forEach((name, tag) -> seed.append(name).append('=').append(tag).append('\n'));
    return new ChangeIds(seed.toString());
  }

  /** The id to use when {@code counter} earlier ones are closed or duplicate. */
  public String get(int counter) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((seed + counter).getBytes(StandardCharsets.UTF_8));
      return "I" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
