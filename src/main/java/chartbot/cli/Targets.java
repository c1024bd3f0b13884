package chartbot.cli;

import chartbot.config.Validators;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.target.Target;
import chartbot.update.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Targets taken elsewhere than where the configuration says. */
final class Targets {

  private Targets() {}

  /** Fetches at once what several of the targets need of a project. */
  static void fetch(Session session, List<Target> targets, Progress progress) {
    Map<String, List<Target>> projects = new LinkedHashMap<>();
    for (Target target : targets) {
      projects.computeIfAbsent(target.project(), project -> new ArrayList<>()).add(target);
    }
    for (List<Target> its : projects.values()) {
      try {
        if (its.stream().map(Target::branch).distinct().count() > 1) {
          session.fetch(its);
        }
      } catch (ChartbotException e) {
        progress.trace("each target fetches by itself: " + e.message());
      }
    }
  }

  /** The targets on another branch than the configured one. */
  static List<Target> onBranch(List<Target> targets, String branch) throws UserException {
    Optional<String> wrong = Validators.branch(branch);
    if (wrong.isPresent()) {
      throw new UserException("--branch: '" + branch + "' " + wrong.get());
    }
    String name = Validators.shortBranch(branch);
    List<Target> moved = new ArrayList<>();
    for (Target target : targets) {
      for (Target other : moved) {
        if (other.project().equals(target.project()) && other.chart().equals(target.chart())) {
          throw new UserException(
              "on branch "
                  + branch
                  + " the targets "
                  + other.name()
                  + " and "
                  + target.name()
                  + " are the same chart",
              "choose one of them with --target");
        }
      }
      if (target.line().branches().isEmpty()) {
        moved.add(target.withBranch(name));
        continue;
      }
      moved.add(
          target
              .line(name)
              .orElseThrow(
                  () ->
                      new UserException(
                          "--branch: '" + branch + "' is none of " + target.name(),
                          "branches in the configuration is "
                              + target.line().branches().orElseThrow())));
    }
    return moved;
  }
}
