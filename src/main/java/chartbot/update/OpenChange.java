package chartbot.update;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An open change that carries the bot's hashtag.
 *
 * @param patchSets all of them, oldest first; at least one
 * @param vetoed whether somebody voted Code-Review -2
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
    boolean vetoed,
    List<String> votes,
    boolean workInProgress,
    Instant created,
    Instant updated,
    List<String> notices) {

  /** The hashtag by which a person tells the bot to leave a change alone. */
  public static final String IGNORE = "chartbot: ignore";

  public OpenChange {
    hashtags = Set.copyOf(hashtags);
    patchSets = List.copyOf(patchSets);
    votes = List.copyOf(votes);
    notices = List.copyOf(notices);
    if (patchSets.isEmpty()) {
      throw new IllegalArgumentException("change " + number + " has no patch set");
    }
  }

  public PatchSet current() {
    return patchSets.get(patchSets.size() - 1);
  }

  /** What the current patch set says that it proposes, by image name. */
  public Map<String, String> images() {
    return current().footers().images();
  }

  /** Whether the current patch set is somebody else's than the bot's. */
  public boolean heldByOtherThan(Account bot) {
    return !current().isBy(bot);
  }

  /** Somebody else's patch sets behind {@code seen} that {@code revision} has come to lie over. */
  Optional<PatchSet> overwritten(int seen, String revision, Account bot) {
    Optional<PatchSet> own =
        patchSets.stream().filter(patchSet -> patchSet.revision().equals(revision)).findFirst();
    return own.flatMap(
        top ->
            patchSets.stream()
                .filter(below -> below.number() > seen && below.number() < top.number())
                .filter(below -> !below.isBy(bot))
                .reduce((earlier, later) -> later));
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
      Map<String, String> images = patchSet.footers().images();
      if (patchSet.footers().isDowngrade()) {
        asked.putAll(images);
      } else {
        images.forEach((name, tag) -> asked.merge(name, tag, Tagging::newer));
      }
    }
    return asked;
  }

  Group group() {
    Footers footers = footers();
    return footers.group().map(Group::written).orElseGet(() -> Group.of(footers.images().keySet()));
  }

  /** Folder of the chart that the change is about. */
  String chart() {
    return footers().chart();
  }

  /** The bot's footers; a person's patch set may have lost them, an earlier one has them. */
  private Footers footers() {
    for (int i = patchSets.size() - 1; i > 0; i--) {
      Footers footers = patchSets.get(i).footers();
      if (!footers.images().isEmpty()) {
        return footers;
      }
    }
    return patchSets.get(0).footers();
  }

  ProposedChange proposed() {
    return new ProposedChange(
        number, current().number(), changeId, url, current().ref(), current().message());
  }
}
