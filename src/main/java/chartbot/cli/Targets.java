package chartbot.cli;

import chartbot.config.Validators;
import chartbot.error.UserException;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Targets taken elsewhere than where the configuration says. */
final class Targets {

  private Targets() {}

  /** The targets on another branch than the configured one. */
  static List<Target> onBranch(List<Target> targets, String branch) throws UserException {
    Optional<String> wrong = Validators.branch(branch);
    if (wrong.isPresent()) {
      throw new UserException("--branch: '" + branch + "' " + wrong.get());
    }
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
      moved.add(target.withBranch(Validators.shortBranch(branch)));
    }
    return moved;
  }
}
