package chartbot.update;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.failure.ChartbotException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a target's open changes anew from the branch's tip, each as an update of its own group that
 * asks for what the change proposes already.
 */
public final class ChartRefresh {

  /** One update, as {@link ChartUpdate#run} plays it. */
  @FunctionalInterface
  public interface Update {
    UpdateResult run(Target target, UpdateRequest request) throws ChartbotException;
  }

  private final ReviewServer review;
  private final Update update;

  public ChartRefresh(ReviewServer review, Update update) {
    this.review = review;
    this.update = update;
  }

  /**
   * A change that still merges and says the same keeps its patch set and its votes. A group that
   * fails does not keep the others from being refreshed.
   *
   * @return one result for each group that has an open change, oldest change first
   * @throws ChartbotException the first failure, once all groups have had their turn
   */
  public List<UpdateResult> run(Target target, boolean dryRun) throws ChartbotException {
    Account bot = review.self();
    Map<Group, List<OpenChange>> groups = new LinkedHashMap<>();
    for (OpenChange change : OpenChanges.of(target, review.openChanges(target)).all()) {
      groups.computeIfAbsent(change.group(), group -> new ArrayList<>()).add(change);
    }
    List<UpdateResult> results = new ArrayList<>();
    List<ChartbotException> failures = new ArrayList<>();
    for (Map.Entry<Group, List<OpenChange>> group : groups.entrySet()) {
      try {
        results.add(update.run(target, request(group.getKey(), group.getValue(), bot, dryRun)));
      } catch (ChartbotException failure) {
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return results;
  }

  private static UpdateRequest request(
      Group group, List<OpenChange> own, Account bot, boolean dryRun) {
    Map<String, String> tags = new LinkedHashMap<>(Wanted.of(Map.of(), own, bot, false).tags());
    own.forEach(change -> change.images().forEach(tags::putIfAbsent));
    List<Image> images =
        tags.entrySet().stream().map(tag -> new Image(tag.getKey(), tag.getValue())).toList();
    boolean withJob = own.stream().noneMatch(change -> change.current().footers().isWithoutJob());
    return new UpdateRequest(
        images,
        group.written() ? Optional.of(group.name()) : Optional.empty(),
        IfMissing.ADD,
        withJob,
        false,
        dryRun,
        false,
        false);
  }
}
