package chartbot.gerrit;

import chartbot.error.EnvironmentException;
import chartbot.lifecycle.Footers;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.target.ReviewRules;
import chartbot.target.Target;
import chartbot.update.ClosedChange;
import chartbot.update.FoundChanges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What Gerrit finds: changes of one target's branch, open and closed. */
final class ChangeQueries {

  /** Of up to 500 changes each. */
  private static final int MOST_PAGES = 100;

  /** Names in one query: an address must not get too long. */
  private static final int MOST_IN_A_QUERY = 40;

  private static final int MOST_MERGED = 500;

  private static final String DETAILS =
      "&o=ALL_REVISIONS&o=ALL_COMMITS&o=DETAILED_ACCOUNTS&o=LABELS&o=MESSAGES&o=SUBMITTABLE";

  private static final String MERGED = "&o=CURRENT_REVISION&o=CURRENT_COMMIT&o=DETAILED_ACCOUNTS";

  private final GerritServer server;
  private final RestClient rest;
  private final ChangeReader reader;
  private final Consumer<ChangeInfo> seen;

  /**
   * @param seen is shown each open change
   */
  ChangeQueries(GerritServer server, RestClient rest, Consumer<ChangeInfo> seen) {
    this.server = server;
    this.rest = rest;
    this.reader = new ChangeReader(server.url());
    this.seen = seen;
  }

  FoundChanges changes(Target target) throws EnvironmentException {
    record Found(Optional<OpenChange> open, List<Hold> holds, Instant merged) {}
    List<Found> found =
        query(
            branch(target)
                + " ((status:open hashtag:"
                + quoted(ReviewRules.HASHTAG)
                + ") OR (status:merged hasfooter:"
                + Footers.HOLD
                + " -hashtag:"
                + quoted(Hold.RELEASED)
                + "))",
            DETAILS,
            change -> {
              if (change.status().equals("MERGED")) {
                Map<String, Hold> holds = reader.holds(change, target.chart());
                return new Found(Optional.empty(), List.copyOf(holds.values()), change.mergedAt());
              }
              seen.accept(change);
              return new Found(Optional.of(reader.read(change)), List.of(), Instant.EPOCH);
            });
    return new FoundChanges(
        found.stream().flatMap(each -> each.open().stream()).toList(),
        found.stream()
            .sorted(Comparator.comparing(Found::merged))
            .flatMap(each -> each.holds().stream())
            .filter(hold -> !hold.isRetirement())
            .toList());
  }

  Set<String> usedChangeIds(Target target, List<String> changeIds) throws EnvironmentException {
    String any = "(change:" + String.join(" OR change:", changeIds) + ")";
    return Set.copyOf(query(branch(target) + " " + any, "", ChangeInfo::changeId));
  }

  List<ClosedChange> closedLately(Target target) throws EnvironmentException {
    String closed = " status:closed -age:2w hashtag:" + quoted(ReviewRules.HASHTAG);
    return query(
        branch(target) + closed,
        DETAILS,
        change -> new ClosedChange(reader.read(change), change.status().equals("MERGED")));
  }

  Map<String, Hold> retirements(Target target, Set<String> images) throws EnvironmentException {
    Map<String, Hold> retirements = new HashMap<>();
    if (images.isEmpty()) {
      return retirements;
    }
    String any =
        images.size() > MOST_IN_A_QUERY
            ? " hasfooter:" + quoted(Footers.RETIRED)
            : images.stream()
                .sorted()
                .map(name -> "footer:" + quoted(Footers.RETIRED + "=" + name))
                .collect(Collectors.joining(" OR ", " (", ")"));
    query(
            branch(target) + " status:merged" + any,
            MERGED,
            change -> reader.holds(change, target.chart()))
        .forEach(retirements::putAll);
    retirements.keySet().retainAll(images);
    return retirements;
  }

  Map<String, Instant> lastMerged(Target target) throws EnvironmentException {
    String query =
        branch(target)
            + " status:merged hashtag:"
            + quoted(ReviewRules.HASHTAG)
            + " limit:"
            + MOST_MERGED;
    return rest.get(
        Addresses.changes(query) + MERGED,
        ChangeInfo[].class,
        changes -> {
          Map<String, Instant> last = new HashMap<>();
          for (ChangeInfo change : changes) {
            for (String image : reader.images(change, target.chart())) {
              last.merge(image, change.mergedAt(), (a, b) -> a.isAfter(b) ? a : b);
            }
          }
          return last;
        });
  }

  private <T> List<T> query(String query, String options, RestClient.Reader<ChangeInfo, T> each)
      throws EnvironmentException {
    record Page<T>(List<T> changes, boolean more) {}
    List<T> all = new ArrayList<>();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      String path = Addresses.changes(query) + options + "&S=" + all.size();
      Page<T> page =
          rest.get(
              path,
              ChangeInfo[].class,
              changes ->
                  new Page<>(
                      Arrays.stream(changes).map(each::read).toList(),
                      changes.length > 0 && changes[changes.length - 1].moreChanges()));
      all.addAll(page.changes());
      if (!page.more()) {
        return all;
      }
    }
    throw EnvironmentException.permanent(
        "Gerrit at " + server + " answered " + query + " with more than " + MOST_PAGES + " pages",
        "abandon changes of the bot that are not needed any more",
        null);
  }

  private static String branch(Target target) {
    return "project:" + quoted(target.project()) + " branch:" + quoted(target.branch());
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
