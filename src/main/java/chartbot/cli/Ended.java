package chartbot.cli;

import chartbot.update.ProposedChange;
import chartbot.update.Target;
import chartbot.update.UpdateResult;
import java.util.Optional;

/**
 * How an update of one target ended.
 *
 * @param result empty where it failed
 * @param failure what a person is told; empty where it did not fail
 */
record Ended(Target target, Optional<UpdateResult> result, String failure, ExitCode code) {

  static Ended well(UpdateResult result) {
    return new Ended(result.target(), Optional.of(result), "", ExitCode.OK);
  }

  static Ended badly(Target target, String failure, ExitCode code) {
    return new Ended(target, Optional.empty(), failure, code);
  }

  /** For machines: as product and reports name it. */
  String outcome() {
    return result.map(r -> r.outcome().text()).orElse("failed");
  }

  Optional<ProposedChange> change() {
    return result.flatMap(UpdateResult::change);
  }
}
