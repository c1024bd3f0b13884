package chartbot.cli;

import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of one target.
 *
 * @param refusal what becomes of images that the target does not accept; empty: it does
 */
record Asked(Target target, UpdateRequest request, Optional<Outcome> refusal) {

  Asked(Target target, UpdateRequest request) {
    this(target, request, Optional.empty());
  }

  /**
   * The same divided into one for each change, and one for the images of each target that it does
   * not accept.
   */
  static List<Asked> divided(List<Asked> all) throws UserException {
    Set<Image> accepted = new HashSet<>();
    for (Asked each : all) {
      accepted.addAll(each.images(true));
    }
    List<Asked> divided = new ArrayList<>();
    for (Asked each : all) {
      List<Image> taken = each.images(true);
      if (!taken.isEmpty()) {
        each.request()
            .about(taken)
            .byGroup()
            .forEach(r -> divided.add(new Asked(each.target(), r)));
      }
      List<Image> refused = each.images(false);
      if (!refused.isEmpty()) {
        // What no target takes is withheld from all of them, and somebody has to know.
        Outcome outcome = accepted.containsAll(refused) ? Outcome.NOT_ACCEPTED : Outcome.LEFT_ALONE;
        divided.add(new Asked(each.target(), each.request().about(refused), Optional.of(outcome)));
      }
    }
    return divided;
  }

  private List<Image> images(boolean taken) throws UserException {
    List<Image> some = new ArrayList<>();
    for (Image image : request.images()) {
      boolean accepted = image.tag().isEmpty() || target.line().accepts(image.tag());
      if (accepted == taken) {
        some.add(image);
      }
    }
    return some;
  }

  boolean isTaken() {
    return refusal.isEmpty();
  }

  UpdateResult result(Session session) throws ChartbotException {
    if (refusal.isEmpty()) {
      return session.update(target, request);
    }
    String rule = "accept of " + target.name() + " is " + target.line().accept().orElseThrow();
    return UpdateResult.untried(
        target,
        refusal.get(),
        request.images().stream().map(image -> image + " is not proposed: " + rule).toList());
  }
}
