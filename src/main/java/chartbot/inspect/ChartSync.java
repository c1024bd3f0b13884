package chartbot.inspect;

import chartbot.chart.ImageRules;
import chartbot.chart.Tags;
import chartbot.error.ChartbotException;
import chartbot.error.DidYouMean;
import chartbot.error.UserException;
import chartbot.image.RegistryRules;
import chartbot.inspect.ChartSurvey.ImageState;
import chartbot.inspect.NewestTags.Newest;
import chartbot.inspect.SyncRow.State;
import chartbot.lifecycle.Hold;
import chartbot.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares a chart with the registry: which of its images have a newer tag there. */
public final class ChartSync {

  private final ChartSurvey survey;
  private final NewestTags newest;
  private final RegistryRules rules;

  public ChartSync(ChartSurvey survey, NewestTags newest, RegistryRules rules) {
    this.survey = survey;
    this.newest = newest;
    this.rules = rules;
  }

  /**
   * The images by name.
   *
   * @param names only these; empty: model images, and those that the configuration names
   * @throws UserException when the chart does not have an image of a name
   */
  public List<SyncRow> of(Target target, List<String> names) throws ChartbotException {
    Map<String, ImageState> chosen = new LinkedHashMap<>();
    for (ImageState image : survey.of(target).images()) {
      if (names.isEmpty() ? follows(image.name(), target.images()) : names.contains(image.name())) {
        chosen.put(image.name(), image);
      }
    }
    for (String name : names) {
      if (!chosen.containsKey(name)) {
        throw new UserException(
            "the chart of " + target.name() + " has no image '" + name + "'",
            "check the name"
                + DidYouMean.hint(
                    name, survey.of(target).images().stream().map(ImageState::name).toList()));
      }
    }
    Map<String, Newest> there = newest.of(chosen.keySet(), target);
    List<SyncRow> rows = new ArrayList<>();
    there.forEach(
        (name, known) -> {
          ImageState image = chosen.get(name);
          if (image != null) {
            rows.add(row(image, known, target));
          }
        });
    return rows;
  }

  private boolean follows(String name, ImageRules images) {
    return images.isModel(name) || rules.follow().contains(name);
  }

  private static SyncRow row(ImageState image, Newest there, Target target) {
    Pattern pattern = target.images().tagPattern();
    Optional<String> newest = there.tag();
    if (there.fault().isPresent()) {
      return row(image, newest, State.UNKNOWN, there.fault().get().message());
    }
    if (newest.isEmpty()) {
      return row(
          image,
          newest,
          State.UNKNOWN,
          "the registry has no tag that matches "
              + pattern
              + target.line().accept().map(accept -> " and " + accept).orElse(""));
    }
    if (image.branch().isEmpty() && image.proposed().isEmpty()) {
      return row(image, newest, State.UNKNOWN, "the chart has no tag that can be edited");
    }
    if (reaches(image.branch(), newest.get(), pattern)) {
      return row(image, newest, State.CURRENT, "");
    }
    Optional<Hold> hold = image.hold().filter(h -> h.withholds(newest.get()));
    if (hold.isPresent()) {
      return row(image, newest, State.HELD, image.name() + " " + hold.get().why());
    }
    State state = reaches(image.proposed(), newest.get(), pattern) ? State.PROPOSED : State.BEHIND;
    return row(image, newest, state, "");
  }

  /** A tag that does not match the pattern is never newer than one that does. */
  private static boolean reaches(Optional<String> tag, String newest, Pattern pattern) {
    return tag.filter(t -> pattern.matcher(t).matches())
        .filter(t -> Tags.ORDER.compare(t, newest) >= 0)
        .isPresent();
  }

  private static SyncRow row(
      ImageState image, Optional<String> newest, State state, String detail) {
    return new SyncRow(image.name(), image.branch(), image.proposed(), newest, state, detail);
  }
}
