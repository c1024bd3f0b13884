package chartbot.update;

import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.Group;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Target;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The bot's open changes for one chart on one branch, oldest first.
 *
 * @param groups of every group, and which one each is of
 */
public record OpenChanges(Map<OpenChange, Group> groups) {

  public OpenChanges {
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
  }

  /** Leaves out what is about another chart of the project, or is no update at all. */
  public static OpenChanges of(Target target, ReviewServer review) throws EnvironmentException {
    List<OpenChange> open = review.openChanges(target);
    Map<OpenChange, Group> groups = new LinkedHashMap<>();
    if (!open.isEmpty()) {
      Account bot = review.self(); // which those changes mostly tell
      open.stream()
          .filter(change -> change.chart(bot).equals(target.chart()))
          .filter(change -> !change.group(bot).name().isEmpty())
          .sorted(Comparator.comparing(OpenChange::number))
          .forEach(change -> groups.put(change, change.group(bot)));
    }
    return new OpenChanges(groups);
  }

  public List<OpenChange> all() {
    return List.copyOf(groups.keySet());
  }

  List<OpenChange> of(Group group) {
    return where(other -> other.name().equals(group.name()));
  }

  List<OpenChange> ofOthersThan(Group group) {
    return where(other -> !other.name().equals(group.name()));
  }

  /** Leaves out some changes, by their numbers. */
  OpenChanges without(Set<Integer> numbers) {
    Map<OpenChange, Group> left = new LinkedHashMap<>(groups);
    left.keySet().removeIf(change -> numbers.contains(change.number()));
    return new OpenChanges(left);
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
