package chartbot.inspect;

import chartbot.chart.ImageTags;
import chartbot.error.ChartbotException;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.target.Target;
import chartbot.update.ChartRepository;
import chartbot.update.OpenChanges;
import chartbot.update.ReviewServer;
import chartbot.update.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Every image of a target's chart: on the branch and in the bot's open changes. */
public final class ChartSurvey {

  /**
   * One image.
   *
   * @param branch the tag on the branch; empty where the branch has none that can be edited
   * @param change the newest open change that proposes a tag
   * @param proposed that tag
   * @param hold what keeps newer tags from being proposed
   */
  public record ImageState(
      String name,
      Optional<String> branch,
      Optional<OpenChange> change,
      Optional<String> proposed,
      Optional<Hold> hold) {}

  /** The images by name, and the commit that they are read from. */
  public record Survey(Snapshot tip, List<ImageState> images) {

    public Survey {
      images = List.copyOf(images);
    }
  }

  private final ChartRepository repository;
  private final ReviewServer review;

  public ChartSurvey(ChartRepository repository, ReviewServer review) {
    this.repository = repository;
    this.review = review;
  }

  /** One look at the branch and one at the open changes. */
  public Survey of(Target target) throws ChartbotException {
    OpenChanges open = OpenChanges.of(target, review);
    Optional<Snapshot> kept = repository.keptTip(target);
    Snapshot tip =
        kept.isPresent() && review.tip(target).equals(kept.map(Snapshot::commit))
            ? kept.get()
            : repository.fetchTip(target);
    Map<String, Optional<String>> branch = new ImageTags(tip.chart(), target.images()).all();
    Map<String, OpenChange> changes = new HashMap<>();
    for (OpenChange change : open.all()) {
      change.imagesSaidLast().keySet().forEach(name -> changes.put(name, change));
    }
    TreeSet<String> names = new TreeSet<>(branch.keySet());
    names.addAll(changes.keySet());
    Map<String, Hold> holds = open.holdsByImage();
    List<ImageState> images = new ArrayList<>();
    for (String name : names) {
      Optional<OpenChange> change = Optional.ofNullable(changes.get(name));
      images.add(
          new ImageState(
              name,
              branch.getOrDefault(name, Optional.empty()),
              change,
              change.flatMap(c -> Optional.ofNullable(c.imagesSaidLast().get(name))),
              Optional.ofNullable(holds.get(name))));
    }
    return new Survey(tip, images);
  }
}
