package chartbot.update;

import chartbot.lifecycle.Decision;
import chartbot.lifecycle.OpenChange;
import chartbot.target.LineRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the configuration keeps from being pushed to a branch: it is frozen, or has its fill. */
final class BranchRules {

  private BranchRules() {}

  /** The decision, or what is done instead of it. */
  static Decision over(Decision decision, Run run, ObservedState observed) {
    LineRules rules = run.target().line();
    boolean pushes =
        decision instanceof Decision.NewChange || decision instanceof Decision.NewPatchSet;
    if (pushes && rules.freeze().isPresent()) {
      String reason = rules.freeze().get();
      return new Decision.Withhold(
          "branch "
              + run.target().branch()
              + " is frozen"
              + (reason.isEmpty() ? ", as freeze in the configuration says" : ": " + reason),
          observed.open().of(run.group()).stream().findFirst(),
          List.of());
    }
    if (rules.limit().isEmpty()) {
      return decision;
    }
    int limit = rules.limit().get();
    if (decision instanceof Decision.NewChange) {
      List<OpenChange> open = new ArrayList<>(observed.open().all());
      open.removeAll(decision.abandon());
      return open.size() < limit
          ? decision
          : new Decision.Withhold(why(limit, open), Optional.empty(), List.of());
    }
    // Of runs that each saw room for one the oldest changes stay.
    Optional<OpenChange> created = decision.kept().filter(run::hasCreated);
    List<OpenChange> older =
        observed.open().all().stream()
            .filter(o -> created.isPresent() && o.number() < created.get().number())
            .toList();
    return created.isEmpty() || older.size() < limit
        ? decision
        : new Decision.Withhold(why(limit, older), Optional.empty(), List.of(created.get()));
  }

  private static String why(int limit, List<OpenChange> open) {
    return "review.limit is "
        + limit
        + " and as many changes are open ("
        + open.stream()
            .limit(limit)
            .map(change -> Integer.toString(change.number()))
            .collect(Collectors.joining(", "))
        + "); it waits for the next sync or update after one of them is closed";
  }
}
