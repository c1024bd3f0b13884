package chartbot.update;

import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Group;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The bot's open changes for one chart on one branch, oldest first.
 *
 * @param groups of every group, and which one each is of
 * @param holds of merged changes, in the order of their merge, and of open ones
 */
public record OpenChanges(Map<OpenChange, Group> groups, List<Hold> holds) {

  public OpenChanges {
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    holds = List.copyOf(holds);
  }

  /** Leaves out what is about another chart of the project, or is no update at all. */
  public static OpenChanges of(Target target, ReviewServer review) throws EnvironmentException {
    FoundChanges found = review.changes(target);
    List<OpenChange> open = found.open();
    Map<OpenChange, Group> groups = new LinkedHashMap<>();
    List<Hold> holds = new ArrayList<>(found.holds());
    if (!open.isEmpty()) {
      Account bot = review.self(); // which those changes mostly show
      open.stream()
          .filter(change -> change.chart(bot).equals(target.chart()))
          .filter(change -> !change.group(bot).name().isEmpty())
          .sorted(Comparator.comparing(OpenChange::number))
          .forEach(
              change -> {
                groups.put(change, change.group(bot));
                holds.addAll(change.holds(bot).values());
              });
    }
    return new OpenChanges(groups, holds);
  }

  public List<OpenChange> all() {
    return List.copyOf(groups.keySet());
  }

  /** What holds each image: of several holds the last. */
  public Map<String, Hold> holdsByImage() {
    Map<String, Hold> last = new TreeMap<>();
    holds.forEach(hold -> last.put(hold.image(), hold));
    return last;
  }

  List<OpenChange> of(Group group) {
    return where(other -> other.name().equals(group.name()));
  }

  List<OpenChange> ofOthersThan(Group group) {
    return where(other -> !other.name().equals(group.name()));
  }

  /**
   * Leaves out some changes, by their numbers. What they hold stays: one may be merged, and the
   * index lag.
   */
  OpenChanges without(Set<Integer> numbers) {
    Map<OpenChange, Group> left = new LinkedHashMap<>(groups);
    left.keySet().removeIf(change -> numbers.contains(change.number()));
    Set<Integer> open = left.keySet().stream().map(OpenChange::number).collect(Collectors.toSet());
    List<Hold> openOnesLast = new ArrayList<>(holds);
    openOnesLast.sort(Comparator.comparing(hold -> open.contains(hold.change())));
    return new OpenChanges(left, openOnesLast);
  }

  Optional<OpenChange> holding(String revision) {
    return groups.keySet().stream()
        .filter(change -> change.patchSets().stream().anyMatch(p -> p.revision().equals(revision)))
        .findFirst();
  }

  private List<OpenChange> where(Predicate<Group> condition) {
    return groups.entrySet().stream()
        .filter(change -> condition.test(change.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
