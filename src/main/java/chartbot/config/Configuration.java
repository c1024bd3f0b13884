package chartbot.config;

import chartbot.error.ChartbotException;
import chartbot.error.DidYouMean;
import chartbot.error.UserException;
import chartbot.image.RegistryRules;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole, checked configuration.
 *
 * @param targets at least one, their names unique
 * @param registry where images are pulled from; empty: no registry is asked
 */
public record Configuration(Server server, List<Target> targets, Optional<RegistryRules> registry) {

  public Configuration {
    targets = List.copyOf(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("at least one target");
    }
  }

  /** Which branches projects have. */
  @FunctionalInterface
  public interface Branches {

    /** Short names of all branches of a project. */
    List<String> of(String project) throws ChartbotException;
  }

  private static final int MOST_LINES = 100;

  /**
   * The targets with each that stands for several branches replaced by one for each of them. A
   * branch belongs to the target that names it, else to the first whose pattern it matches.
   *
   * @param branches is asked once about each project
   * @throws UserException when a pattern matches no branch, or too many
   */
  public List<Target> lines(List<Target> selected, Branches branches) throws ChartbotException {
    Map<String, List<String>> known = new HashMap<>();
    List<Target> lines = new ArrayList<>();
    for (Target target : selected) {
      if (target.line().branches().isEmpty()) {
        lines.add(target);
        continue;
      }
      if (!known.containsKey(target.project())) {
        known.put(target.project(), branches.of(target.project()));
      }
      List<Target> matching = new ArrayList<>();
      for (String branch : known.getOrDefault(target.project(), List.of())) {
        target.line(branch).ifPresent(matching::add);
      }
      if (matching.isEmpty() || matching.size() > MOST_LINES) {
        throw new UserException(
            "target '"
                + target.name()
                + "': "
                + (matching.isEmpty() ? "no branch" : matching.size() + " branches")
                + " of "
                + target.project()
                + (matching.size() > 1 ? " match " : " matches ")
                + target.line().branches().get(),
            matching.isEmpty()
                ? "check branches in the configuration, and what the account may read"
                : "a target stands for at most " + MOST_LINES + " branches");
      }
      for (Target line : matching) {
        if (owner(target, line.branch()).equals(target)) {
          lines.add(line);
        }
      }
    }
    return lines;
  }

  private Target owner(Target asking, String branch) throws UserException {
    for (Target other : targets) {
      if (isSameChart(asking, other) && isNamed(other, branch)) {
        return other;
      }
    }
    for (Target other : targets) {
      if (isSameChart(asking, other) && other.line(branch).isPresent()) {
        return other;
      }
    }
    return asking;
  }

  private static boolean isNamed(Target target, String branch) {
    return target.line().branches().isEmpty() && target.branch().equals(branch);
  }

  private static boolean isSameChart(Target one, Target other) {
    return one.project().equals(other.project()) && one.chart().equals(other.chart());
  }

  /**
   * The targets of those names, in the configuration's order; all where no name is given.
   *
   * @throws UserException when there is no target of a name
   */
  public List<Target> select(List<String> names) throws UserException {
    List<String> known = targets.stream().map(Target::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserException(
            "there is no target '" + name + "'" + DidYouMean.hint(name, known),
            "the configuration has " + String.join(", ", known));
      }
    }
    return names.isEmpty()
        ? targets
        : targets.stream().filter(t -> names.contains(t.name())).toList();
  }
}
