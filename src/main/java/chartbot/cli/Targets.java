package chartbot.cli;

import chartbot.update.CommitRules;
import chartbot.update.Target;
import chartbot.update.VerifyRules;

/** Targets that differ in one respect. */
final class Targets {

  private Targets() {}

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
