package chartbot.update;

import chartbot.chart.Image;
import chartbot.chart.ImageRules;
import chartbot.chart.ImageTags;
import chartbot.error.ChartbotException;
import chartbot.error.UserException;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the tags that a request leaves to the branch: of a rollback, and of a new name. */
final class EarlierTags {

  /** Commits of the branch: what was longer ago a person names. */
  private static final int MOST = 100;

  private final ChartRepository repository;

  EarlierTags(ChartRepository repository) {
    this.repository = repository;
  }

  /**
   * The request with a tag for each image that it rolls back: the last older one of the branch.
   *
   * @throws UserException when the branch had none
   */
  UpdateRequest resolve(Target target, UpdateRequest request) throws ChartbotException {
    if (!request.renames().isEmpty()) {
      return named(target, request);
    }
    if (request.hold().isEmpty() || request.images().stream().noneMatch(Image::isGone)) {
      return request;
    }
    List<Snapshot> history = repository.history(target, MOST);
    List<Image> tagged = new ArrayList<>();
    for (Image image : request.images()) {
      tagged.add(image.isGone() ? before(target, image.name(), history) : image);
    }
    return request.about(tagged);
  }

  /** An image without a tag under its new name keeps that of its old name. */
  private UpdateRequest named(Target target, UpdateRequest request) throws ChartbotException {
    List<Image> tagged = new ArrayList<>();
    for (Image image : request.images()) {
      tagged.add(image);
      for (Map.Entry<String, String> renamed : request.renames().entrySet()) {
        if (image.isGone() && renamed.getValue().equals(image.name())) {
          ImageTags branch = new ImageTags(repository.fetchTip(target).chart(), target.images());
          tagged.set(tagged.size() - 1, named(branch, renamed.getKey(), image.name()));
        }
      }
    }
    return request.about(tagged);
  }

  private static Image named(ImageTags branch, String from, String to) throws UserException {
    Image there =
        branch
            .image(from)
            .or(() -> branch.image(to))
            .orElseThrow(
                () -> new UserException("the chart has no image '" + from + "'", "check the name"));
    return new Image(to, there.tag(), there.digest());
  }

  private static Image before(Target target, String name, List<Snapshot> history)
      throws UserException {
    ImageRules rules = target.images();
    String now = "";
    for (Snapshot commit : history) {
      Optional<Image> then = image(rules, name, commit);
      String tag = then.map(Image::tag).orElse("");
      if (now.isEmpty()) {
        now = tag;
      } else if (then.isPresent()
          && rules.tagPattern().matcher(tag).matches()
          && !tag.equals(now)
          && !rules.isOlder(now, tag)) {
        return then.get();
      }
    }
    throw new UserException(
        "the last "
            + history.size()
            + " commits of "
            + target.branch()
            + " have no earlier tag of "
            + name,
        "give one: chartbot rollback " + name + ":TAG");
  }

  /** Empty where the commit does not have the image, or its values cannot be read. */
  private static Optional<Image> image(ImageRules rules, String name, Snapshot commit) {
    try {
      return new ImageTags(commit.chart(), rules).image(name);
    } catch (UserException unreadable) {
      return Optional.empty();
    }
  }
}
