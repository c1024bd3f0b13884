package chartbot.cli;

import chartbot.config.BranchName;
import chartbot.failure.UserException;
import chartbot.update.CommitRules;
import chartbot.update.Target;
import chartbot.update.VerifyRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Targets that differ in one respect. */
final class Targets {

  private Targets() {}

  /** The targets on another branch than the configured one. */
  static List<Target> onBranch(List<Target> targets, String branch) throws UserException {
    Optional<String> wrong = BranchName.wrong(branch);
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
      moved.add(onBranch(target, BranchName.shortened(branch)));
    }
    return moved;
  }

  private static Target onBranch(Target target, String branch) {
    return new Target(
        target.name(),
        target.project(),
        branch,
        target.chart(),
        target.images(),
        target.jobs(),
        target.review(),
        target.commit(),
        target.verify());
  }

  static Target with(Target target, CommitRules commit) {
    return new Target(
        target.name(),
        target.project(),
        target.branch(),
        target.chart(),
        target.images(),
        target.jobs(),
        target.review(),
        commit,
        target.verify());
  }

  static Target with(Target target, VerifyRules verify) {
    return new Target(
        target.name(),
        target.project(),
        target.branch(),
        target.chart(),
        target.images(),
        target.jobs(),
        target.review(),
        target.commit(),
        verify);
  }
}
