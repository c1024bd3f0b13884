package chartbot.inspect;

import chartbot.chart.ImageChange;
import chartbot.chart.ImageTags;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Target;
import chartbot.update.ChartRepository;
import chartbot.update.OpenChanges;
import chartbot.update.ReviewServer;
import chartbot.update.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the state of a target's open changes; changes nothing. */
public final class ChartStatus {

  private final ChartRepository repository;
  private final ReviewServer review;

  public ChartStatus(ChartRepository repository, ReviewServer review) {
    this.repository = repository;
    this.review = review;
  }

  /** Oldest change first. */
  public TargetStatus run(Target target) throws ChartbotException {
    OpenChanges found = OpenChanges.of(target, review);
    List<OpenChange> open = found.all();
    if (open.isEmpty() && review.tip(target).isPresent()) {
      return new TargetStatus(List.of(), List.copyOf(found.holdsByImage().values()));
    }
    Snapshot tip = repository.fetchTip(target); // fails where there is no such branch
    Optional<ImageTags> tags = tags(target, tip);
    List<ChangeStatus> statuses = new ArrayList<>();
    for (OpenChange change : open) {
      boolean mergeable =
          change.current().parent().equals(tip.commit()) || review.mergeable(target, change);
      statuses.add(
          new ChangeStatus(
              target, change, images(change, tags), mergeable, change.holder(review.self())));
    }
    return new TargetStatus(statuses, List.copyOf(found.holdsByImage().values()));
  }

  private static List<ImageChange> images(OpenChange change, Optional<ImageTags> tags) {
    List<ImageChange> images = new ArrayList<>();
    change
        .imagesSaidLast()
        .forEach(
            (name, tag) ->
                images.add(new ImageChange(name, tags.flatMap(branch -> branch.of(name)), tag)));
    return images;
  }

  /** Empty where the values cannot be edited. */
  private static Optional<ImageTags> tags(Target target, Snapshot tip) {
    try {
      return Optional.of(new ImageTags(tip.chart(), target.images()));
    } catch (UserException valuesCannotBeEdited) {
      return Optional.empty();
    }
  }
}
