package chartbot.report;

import chartbot.review.ReviewEnd;
import chartbot.target.Target;
import chartbot.update.UpdateResult;
import java.util.Optional;

/**
 * How an update of one target ended, for those who read reports.
 *
 * @param outcome the outcome's name, or {@code failed}
 * @param failure what went wrong; empty where nothing did
 * @param result empty where it failed
 * @param review how waiting for the review ended; empty where the run did not wait
 */
public record TargetReport(
    Target target,
    String outcome,
    String failure,
    Optional<UpdateResult> result,
    Optional<ReviewEnd> review) {}
