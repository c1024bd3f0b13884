package chartbot.lifecycle;

import static java.util.stream.Collectors.toSet;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a change proposes, as far as that makes changes of other groups superfluous.
 *
 * @param number the change's; one that does not exist yet has a higher one than all that do
 * @param tags image name to the tag that it proposes
 * @param asked image name to the newest tag that it was ever asked to propose: a patch set that
 *     lost a race may lie below the current one
 * @param takenBack names of images whose older tag is wanted: a newer one does not stand for it
 */
public record Coverage(
    int number, Map<String, String> tags, Map<String, String> asked, Set<String> takenBack) {

  public Coverage {
    tags = Map.copyOf(tags);
    asked = Map.copyOf(asked);
    takenBack = Set.copyOf(takenBack);
  }

  public static Coverage of(OpenChange change, Account bot) {
    Footers footers = change.current().footers();
    Map<String, String> asked = new HashMap<>(footers.images());
    asked.putAll(change.asked(bot));
    return new Coverage(
        change.number(),
        footers.images(),
        asked,
        footers.images().keySet().stream().filter(footers::isDowngrade).collect(toSet()));
  }

  /** Of what a change is going to say. */
  static Coverage of(int number, Map<String, String> desired, Set<String> takenBack) {
    return new Coverage(number, desired, desired, takenBack);
  }

  public static Coverage ofNewChange(Map<String, String> tags, Set<String> takenBack) {
    return of(Integer.MAX_VALUE, tags, takenBack);
  }

  /** Whether it has every image of the other one, none of them older. */
  boolean covers(Coverage other) {
    return other.asked.keySet().stream().allMatch(name -> covers(other, name));
  }

  private boolean covers(Coverage other, String name) {
    String tag = tags.get(name);
    String wanted = other.asked.get(name);
    return tag != null
        && wanted != null
        && (other.takenBack.contains(name) ? tag.equals(wanted) : !Tagging.isOlder(tag, wanted));
  }

  /**
   * Whether the other one makes this one superfluous. Never both of two make each other so, which
   * is why racing runs cannot abandon both: of two with the same content the older one stays.
   */
  public boolean yieldsTo(Coverage other) {
    return !tags.isEmpty() && other.covers(this) && (!covers(other) || other.number < number);
  }
}
