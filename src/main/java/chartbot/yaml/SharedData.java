package chartbot.yaml;

import chartbot.error.UserException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out whether a change at one place would show at another through an anchor. */
final class SharedData {

  private SharedData() {}

  /**
   * Refuses a change that aliases would spread.
   *
   * @param node what changes
   * @param added the key that it gains; null where the node is replaced
   */
  static void refuse(YamlDocument document, YamlNode node, @Nullable String added)
      throws UserException {
    YamlNode below = null;
    for (YamlNode at = node; at != null; at = at.parent()) {
      if (!at.aliases().isEmpty()) {
        String key = below == null ? added : keyOf(at, below);
        for (YamlAlias alias : at.aliases()) {
          if (key == null || !overrides(alias, key)) {
            throw document.refusal(
                at,
                String.format(
                    "anchor '%s' is used again at %s: the change would show there too",
                    at.anchor(), document.location(alias)),
                "write the data out at one of the two places");
          }
        }
      }
      below = at;
    }
  }

  /** Whether the alias is merged into a mapping that has its own value for the key. */
  private static boolean overrides(YamlAlias alias, String key) {
    YamlNode merged = alias.parent() instanceof YamlSequence list ? list : alias;
    if (!(merged.parent() instanceof YamlMapping mapping)) {
      return false;
    }
    for (YamlEntry merge : mapping.merges()) {
      if (merge.value() == merged) {
        List<YamlEntry> own = mapping.withKey(key);
        return !own.isEmpty()
            && own.get(own.size() - 1).keyNode().start() > merge.keyNode().start();
      }
    }
    return false;
  }

  private static @Nullable String keyOf(YamlNode holder, YamlNode value) {
    if (holder instanceof YamlMapping mapping) {
      for (YamlEntry entry : mapping.entries()) {
        if (entry.value() == value) {
          return entry.key();
        }
      }
    }
    return null;
  }
}
