package chartbot.inspect;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.error.ChartbotException;
import chartbot.lifecycle.Account;
import chartbot.lifecycle.DesiredState;
import chartbot.lifecycle.Footers;
import chartbot.lifecycle.Group;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.CommitRules;
import chartbot.target.ReviewRules.Approved;
import chartbot.target.Target;
import chartbot.update.ChartRepository;
import chartbot.update.ChartUpdate;
import chartbot.update.ClosedChange;
import chartbot.update.ObservedState;
import chartbot.update.OpenChanges;
import chartbot.update.ReviewServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says how a target's open changes are regenerated from the branch's tip: each by an update of its
 * own group that asks for what the change proposes already.
 */
public final class ChartRefresh {

  private final ChartRepository repository;
  private final ReviewServer review;
  private final ChartUpdate update;

  public ChartRefresh(ChartRepository repository, ReviewServer review, ChartUpdate update) {
    this.repository = repository;
    this.review = review;
    this.update = update;
  }

  /**
   * A change that still merges and says the same keeps its patch set and its votes in such an
   * update.
   *
   * @return one for each group that has an open change, oldest change first
   */
  public List<Refresh> refreshes(Target target, boolean dryRun) throws ChartbotException {
    OpenChanges open = OpenChanges.of(target, review);
    Map<Group, Map<String, String>> owed = owed(target, open);
    if (open.all().isEmpty() && owed.isEmpty()) {
      if (review.tip(target).isEmpty()) {
        repository.fetchTip(target); // fails where there is no such branch, or it may not be read
      }
      return List.of();
    }
    ObservedState seen = update.observe(target, open);
    Map<Group, List<OpenChange>> groups = new LinkedHashMap<>();
    open.groups()
        .forEach(
            (change, group) -> groups.computeIfAbsent(group, g -> new ArrayList<>()).add(change));
    List<Refresh> refreshes = new ArrayList<>();
    for (Map.Entry<Group, List<OpenChange>> group : groups.entrySet()) {
      List<OpenChange> own = group.getValue();
      refreshes.add(
          new Refresh(
              target.withCommit(lastRules(target.commit(), own, review.self())),
              request(group.getKey(), own, review.self(), dryRun),
              seen));
    }
    owed.forEach(
        (group, tags) ->
            refreshes.add(
                new Refresh(target, request(group, tags, false, Set.of(), dryRun), seen)));
    return refreshes;
  }

  /**
   * What groups without an open change were asked for while a change of theirs was left to merge,
   * where that is merged by now and nothing came after it.
   */
  private Map<Group, Map<String, String>> owed(Target target, OpenChanges open)
      throws ChartbotException {
    Map<Group, Map<String, String>> owed = new LinkedHashMap<>();
    if (target.review().approved() != Approved.KEEP) {
      return owed;
    }
    Map<Group, ClosedChange> latest = new LinkedHashMap<>();
    for (ClosedChange closed : review.closedLately(target)) {
      OpenChange change = closed.change();
      if (change.chart(review.self()).equals(target.chart())) {
        latest.merge(
            change.group(review.self()),
            closed,
            (a, b) -> a.change().number() > b.change().number() ? a : b);
      }
    }
    latest.keySet().removeAll(open.groups().values());
    latest.forEach(
        (group, closed) -> {
          if (closed.merged() && !closed.change().waiting().isEmpty()) {
            owed.put(group, closed.change().waiting());
          }
        });
    return owed;
  }

  /** What was given by hand when the bot made the change's last commit holds for the next, too. */
  private static CommitRules lastRules(CommitRules rules, List<OpenChange> own, Account bot) {
    Optional<PatchSet> last =
        own.stream()
            .flatMap(change -> change.patchSets().stream())
            .filter(patchSet -> patchSet.isBy(bot))
            .reduce((earlier, later) -> later);
    if (last.isEmpty()) {
      return rules;
    }
    Map<String, String> footers = new LinkedHashMap<>(rules.footers());
    last.get()
        .footers()
        .others()
        .forEach(
            (key, value) -> {
              // Which build makes the next commit is known better now.
              if (!key.equals(CommitRules.BUILD_URL) || !footers.containsKey(key)) {
                footers.put(key, value);
              }
            });
    CommitRules same = rules.withFooters(footers);
    return last.get().footers().isMessageByHand()
        ? same.withMessage(Footers.textAbove(last.get().message()))
        : same;
  }

  private static UpdateRequest request(
      Group group, List<OpenChange> own, Account bot, boolean dryRun) {
    DesiredState wanted = DesiredState.of(Map.of(), own, bot, false);
    Map<String, String> tags = new LinkedHashMap<>(wanted.tags());
    if (tags.isEmpty()) { // where the bot has none to say, which would make another group
      own.forEach(change -> change.images().forEach(tags::putIfAbsent));
    }
    return request(group, tags, wanted.overwriteTemplate(), wanted.withoutJob(), dryRun);
  }

  private static UpdateRequest request(
      Group group,
      Map<String, String> tags,
      boolean overwriteTemplate,
      Set<String> withoutJob,
      boolean dryRun) {
    List<Image> images =
        tags.entrySet().stream().map(tag -> Image.at(tag.getKey(), tag.getValue())).toList();
    return new UpdateRequest(
        images,
        group.written() ? Optional.of(group.name()) : Optional.empty(),
        IfMissing.SKIP,
        true,
        overwriteTemplate,
        dryRun,
        false,
        false,
        withoutJob,
        Optional.empty(),
        Map.of(),
        false);
  }
}
