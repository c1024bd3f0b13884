package chartbot.inspect;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.chart.EditRequest;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.chart.ImageChange;
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
import java.util.Map;
import java.util.Optional;

/** Reads the state of a target's open changes; changes nothing. */
public final class ChartStatus {

  private final ChartRepository repository;
  private final ReviewServer review;
  private final ChartEditor editor;

  public ChartStatus(ChartRepository repository, ReviewServer review, ChartEditor editor) {
    this.repository = repository;
    this.review = review;
    this.editor = editor;
  }

  /** Oldest change first. */
  public List<ChangeStatus> run(Target target) throws ChartbotException {
    List<OpenChange> open = OpenChanges.of(target, review).all();
    if (open.isEmpty() && review.tip(target).isPresent()) {
      return List.of();
    }
    Snapshot tip = repository.fetchTip(target); // fails where there is no such branch
    List<ChangeStatus> statuses = new ArrayList<>();
    for (OpenChange change : open) {
      boolean mergeable =
          change.current().parent().equals(tip.commit()) || review.mergeable(target, change);
      statuses.add(
          new ChangeStatus(
              target,
              change,
              images(target, change, tip),
              mergeable,
              change.holder(review.self())));
    }
    return statuses;
  }

  private List<ImageChange> images(Target target, OpenChange change, Snapshot tip) {
    List<ImageChange> images = new ArrayList<>();
    for (Map.Entry<String, String> image : change.imagesSaidLast().entrySet()) {
      images.add(
          new ImageChange(
              image.getKey(), branchTag(target, image.getKey(), tip), image.getValue()));
    }
    return images;
  }

  /** Empty where the branch does not have the image, or its values cannot be edited. */
  private Optional<String> branchTag(Target target, String name, Snapshot tip) {
    EditRequest request =
        new EditRequest(
            List.of(new Image(name, "0")), // whichever it has
            target.images(),
            target.jobs(),
            IfMissing.SKIP,
            false,
            false);
    try {
      ChartEdit edit = editor.edit(tip.chart(), request);
      return edit.images().stream().findFirst().flatMap(ImageChange::from);
    } catch (UserException valuesCannotBeEdited) {
      return Optional.empty();
    }
  }
}
