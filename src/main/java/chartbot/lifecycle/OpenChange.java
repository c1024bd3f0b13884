package chartbot.lifecycle;

import chartbot.target.Identity;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An open change that carries the bot's hashtag.
 *
 * @param patchSets all of them, oldest first; at least one
 * @param vetoedBy who voted Code-Review -2, by name
 * @param ignoredBy who set the hashtag that keeps the bot off it, by name; empty where that is not
 *     known, or nobody did
 * @param submittable whether all that Gerrit requires for a merge is met
 * @param votes the labels' state as people read it, e.g. {@code Code-Review+1}
 * @param notices texts that the bot left on the change earlier
 */
public record OpenChange(
    int number,
    String changeId,
    String url,
    int owner,
    Set<String> hashtags,
    List<PatchSet> patchSets,
    Optional<String> vetoedBy,
    Optional<String> ignoredBy,
    boolean submittable,
    List<String> votes,
    boolean workInProgress,
    Instant created,
    List<String> notices) {

  /** The hashtag by which a person asks the bot to leave a change alone. */
  public static final String IGNORE = "chartbot: ignore";

  /** What the bot says on a change that is left to merge, below what Gerrit puts above it. */
  public static final String WAITS = "chartbot leaves this change to merge";

  public OpenChange {
    hashtags = Set.copyOf(hashtags);
    patchSets = List.copyOf(patchSets);
    votes = List.copyOf(votes);
    notices = List.copyOf(notices);
    if (patchSets.isEmpty()) {
      throw new IllegalArgumentException("change " + number + " has no patch set");
    }
  }

  /** Whether somebody voted Code-Review -2. */
  public boolean vetoed() {
    return vetoedBy.isPresent();
  }

  /** Whether it only waits for somebody to submit it. */
  public boolean isApproved() {
    return submittable && !workInProgress;
  }

  /** Tags that the bot was asked for while the change was left to merge, by image name. */
  public Map<String, String> waiting() {
    Map<String, String> waiting = new LinkedHashMap<>();
    notices.stream()
        .filter(notice -> notice.contains(WAITS))
        .forEach(
            notice ->
                Footers.of(notice)
                    .images()
                    .forEach((name, tag) -> waiting.merge(name, tag, Tagging::newer)));
    return waiting;
  }

  public PatchSet current() {
    return patchSets.get(patchSets.size() - 1);
  }

  /** What the current patch set says that it proposes, by image name. */
  public Map<String, String> images() {
    return current().footers().images();
  }

  /**
   * The tags, without digests, of the newest patch set that says them: a person's may have lost the
   * footers.
   */
  public Map<String, String> imagesSaidLast() {
    return Tagging.tags(
        newestWithImages(patchSet -> true).orElse(patchSets.get(0)).footers().images());
  }

  /** Whether a patch set has ever proposed exactly this of an image. */
  boolean hasProposed(String image, String version) {
    return patchSets.stream()
        .anyMatch(patchSet -> version.equals(patchSet.footers().images().get(image)));
  }

  /** Whether somebody else than the bot has the say in what the change holds. */
  public boolean heldByOtherThan(Account bot) {
    return heldWith(bot).isPresent();
  }

  /** The newest patch set of somebody else, unless the bot was forced to replace it. */
  Optional<PatchSet> heldWith(Account bot) {
    for (int i = patchSets.size() - 1; i >= 0; i--) {
      PatchSet patchSet = patchSets.get(i);
      if (!patchSet.isBy(bot)) {
        return Optional.of(patchSet);
      }
      if (patchSet.footers().isForced()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whoever has the say instead of the bot; what the bot restored is still its person's. */
  public Optional<Identity> holder(Account bot) {
    return heldWith(bot)
        .map(held -> newest(patchSet -> patchSet.contentBy() != bot.id()).orElse(held))
        .map(theirs -> theirs.committer().identity());
  }

  /**
   * Somebody else's patch set that one of the bot's has come to lie over: a restored one, too, lies
   * over what was uploaded while it was on its way.
   */
  Optional<PatchSet> overwritten(Account bot) {
    Optional<PatchSet> held = heldWith(bot);
    return held.flatMap(restored -> newest(patchSet -> liesBelow(patchSet, restored, bot)))
        .or(() -> held.filter(theirs -> theirs.number() != current().number()));
  }

  private static boolean liesBelow(PatchSet theirs, PatchSet restored, Account bot) {
    return theirs.contentBy() != bot.id()
        && theirs.number() > restored.origin(bot)
        && theirs.number() < restored.number();
  }

  /** Whether the bot was asked in this change to replace a Job template that a person edited. */
  boolean overwritesTemplate(Account bot) {
    return patchSets.stream()
        .filter(patchSet -> patchSet.isBy(bot))
        .anyMatch(patchSet -> patchSet.footers().isOverwritingTemplate());
  }

  /**
   * The newest tag of each image that the bot was ever asked to propose in this change. A patch set
   * that lost a race may lie below the current one; only a deliberate downgrade takes a tag back.
   */
  Map<String, String> asked(Account bot) {
    Map<String, String> asked = new LinkedHashMap<>();
    for (PatchSet patchSet : patchSets) {
      if (!patchSet.isBy(bot)) {
        continue;
      }
      Footers footers = patchSet.footers();
      footers
          .images()
          .forEach(
              (name, tag) ->
                  asked.merge(
                      name, tag, footers.isDowngrade(name) ? (old, back) -> back : Tagging::newer));
    }
    holds(bot).forEach((name, hold) -> asked.put(name, hold.tag()));
    return asked;
  }

  /** What the bot was asked to keep from newer tags, last, by image name. */
  public Map<String, Hold> holds(Account bot) {
    Map<String, Hold> holds = new LinkedHashMap<>();
    patchSets.stream()
        .filter(patchSet -> patchSet.isBy(bot))
        .forEach(patchSet -> patchSet.footers().holds(number, url, false).forEach(holds::put));
    return holds;
  }

  /** The images that the bot was asked for without a Job when it was last asked for them. */
  Set<String> askedWithoutJob(Account bot) {
    Set<String> without = new HashSet<>();
    for (PatchSet patchSet : patchSets) {
      Footers footers = patchSet.footers();
      if (patchSet.isBy(bot)) {
        without.removeAll(footers.images().keySet());
        footers.images().keySet().stream().filter(footers::isWithoutJob).forEach(without::add);
      }
    }
    return without;
  }

  /** The newest patch set that says what it proposes of an image. */
  public Optional<PatchSet> latestAbout(String image) {
    return newest(patchSet -> patchSet.footers().images().containsKey(image));
  }

  public Group group(Account bot) {
    Footers footers = footers(bot);
    return footers.group().map(Group::written).orElseGet(() -> Group.of(footers.images().keySet()));
  }

  /** Folder of the chart that the change is about. */
  public String chart(Account bot) {
    return footers(bot).chart();
  }

  /**
   * What the change was last pushed as. A person's footers do not count next to the bot's: a change
   * that they took out of its group would be overwritten and restored for ever.
   */
  private Footers footers(Account bot) {
    return newestWithImages(patchSet -> patchSet.isBy(bot))
        .or(() -> newestWithImages(patchSet -> true))
        .orElse(patchSets.get(0))
        .footers();
  }

  private Optional<PatchSet> newestWithImages(Predicate<PatchSet> condition) {
    return newest(condition.and(patchSet -> !patchSet.footers().images().isEmpty()));
  }

  private Optional<PatchSet> newest(Predicate<PatchSet> condition) {
    return patchSets.stream().filter(condition).reduce((older, newer) -> newer);
  }

  public ProposedChange proposed() {
    return new ProposedChange(
        number, current().number(), changeId, url, current().ref(), current().message());
  }
}
