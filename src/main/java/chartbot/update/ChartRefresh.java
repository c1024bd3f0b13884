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
 * Says how a target's open changes are made anew from the branch's tip: each by an update of its
 * own group that asks for what the change proposes already.
 */
public final class ChartRefresh {

  private final ReviewServer review;

  public ChartRefresh(ReviewServer review) {
    this.review = review;
  }

  /**
   * A change that still merges and says the same keeps its patch set and its votes in such an
   * update.
   *
   * @return one request for each group that has an open change, oldest change first
   */
  public List<UpdateRequest> requests(Target target, boolean dryRun) throws ChartbotException {
    Map<Group, List<OpenChange>> groups = new LinkedHashMap<>();
    for (OpenChange change : OpenChanges.of(target, review.openChanges(target)).all()) {
      groups.computeIfAbsent(change.group(), group -> new ArrayList<>()).add(change);
    }
    List<UpdateRequest> requests = new ArrayList<>();
    for (Map.Entry<Group, List<OpenChange>> group : groups.entrySet()) {
      requests.add(request(group.getKey(), group.getValue(), review.self(), dryRun));
    }
    return requests;
  }

  private static UpdateRequest request(
      Group group, List<OpenChange> own, Account bot, boolean dryRun) {
    Wanted wanted = Wanted.of(Map.of(), own, bot, false);
    Map<String, String> tags = new LinkedHashMap<>(wanted.tags());
    own.forEach(change -> change.images().forEach(tags::putIfAbsent));
    List<Image> images =
        tags.entrySet().stream().map(tag -> new Image(tag.getKey(), tag.getValue())).toList();
    boolean withJob = own.stream().noneMatch(change -> change.current().footers().isWithoutJob());
    return new UpdateRequest(
        images,
        group.written() ? Optional.of(group.name()) : Optional.empty(),
        IfMissing.ADD,
        withJob,
        wanted.overwriteTemplate(),
        dryRun,
        false,
        false);
  }
}
