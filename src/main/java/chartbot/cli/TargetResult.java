package chartbot.cli;

import chartbot.lifecycle.ProposedChange;
import chartbot.report.TargetReport;
import chartbot.review.ReviewEnd;
import chartbot.target.Target;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.List;
import java.util.Optional;

/**
 * How an update of one target ended.
 *
 * @param result empty where it failed
 * @param failure the error message; empty where it did not fail
 * @param review how waiting for the review ended; empty where nobody waited
 */
record TargetResult(
    Target target,
    Optional<UpdateResult> result,
    String failure,
    Optional<ReviewEnd> review,
    ExitCode code) {

  static TargetResult succeeded(UpdateResult result) {
    return new TargetResult(
        result.target(), Optional.of(result), "", Optional.empty(), ExitCode.OK);
  }

  /** There was nothing to update. */
  static TargetResult withNothing(Target target, String why) {
    return succeeded(UpdateResult.untried(target, Outcome.UNCHANGED, List.of(why)));
  }

  static TargetResult failed(Target target, String failure, ExitCode code) {
    return new TargetResult(target, Optional.empty(), failure, Optional.empty(), code);
  }

  /** The same of a run that asked for tags: who keeps one from being proposed must act. */
  TargetResult asked() {
    boolean kept = result.filter(r -> r.outcome().mustBeActedOn()).isPresent();
    return kept ? new TargetResult(target, result, failure, review, ExitCode.REVIEW) : this;
  }

  /** The same after its review. */
  TargetResult reviewed(ReviewEnd end, ExitCode itsCode) {
    ExitCode worst = ExitCode.worst(List.of(code, itsCode));
    return new TargetResult(target, result, failure, Optional.of(end), worst);
  }

  TargetReport report() {
    return new TargetReport(target, outcome(), failure, result, review);
  }

  /** For machines: as product and reports name it. */
  String outcome() {
    return result.map(r -> r.outcome().text()).orElse("failed");
  }

  Optional<ProposedChange> change() {
    return result.flatMap(UpdateResult::change);
  }
}
