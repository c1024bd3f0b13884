package chartbot.update;

import java.util.Map;

/**
 * What a change proposes, as far as that makes changes of other groups superfluous.
 *
 * @param number the change's; one that does not exist yet has a higher one than all that do
 * @param tags image name to tag
 */
record Claim(int number, Map<String, String> tags) {

  Claim {
    tags = Map.copyOf(tags);
  }

  static Claim of(OpenChange change) {
    return new Claim(change.number(), change.images());
  }

  static Claim ofNewChange(Map<String, String> tags) {
    return new Claim(Integer.MAX_VALUE, tags);
  }

  /** Whether it has every image of the other one, none of them older. */
  boolean covers(Claim other) {
    return other.tags.entrySet().stream()
        .allMatch(
            image -> {
              String tag = tags.get(image.getKey());
              return tag != null && !Tagging.isOlder(tag, image.getValue());
            });
  }

  /**
   * Whether the other one makes this one superfluous. Never both of two make each other so, which
   * is why racing runs cannot withdraw both: of two that say the same the older one stays.
   */
  boolean yieldsTo(Claim other) {
    return !tags.isEmpty() && other.covers(this) && (!covers(other) || other.number < number);
  }
}
