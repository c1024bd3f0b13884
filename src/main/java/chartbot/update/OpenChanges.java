package chartbot.update;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The bot's open changes for one chart on one branch, oldest first.
 *
 * @param all of every group
 */
record OpenChanges(List<OpenChange> all) {

  OpenChanges {
    all = List.copyOf(all);
  }

  /** Leaves out what is about another chart of the project, or is no update at all. */
  static OpenChanges of(Target target, List<OpenChange> open) {
    return new OpenChanges(
        open.stream()
            .filter(change -> change.chart().equals(target.chart()))
            .filter(change -> !change.group().name().isEmpty())
            .sorted(Comparator.comparing(OpenChange::number))
            .toList());
  }

  List<OpenChange> of(Group group) {
    return all.stream().filter(change -> isOf(change, group)).toList();
  }

  List<OpenChange> ofOthersThan(Group group) {
    return all.stream().filter(change -> !isOf(change, group)).toList();
  }

  Optional<OpenChange> holding(String revision) {
    return all.stream()
        .filter(change -> change.patchSets().stream().anyMatch(p -> p.revision().equals(revision)))
        .findFirst();
  }

  private static boolean isOf(OpenChange change, Group group) {
    return change.group().name().equals(group.name());
  }
}
