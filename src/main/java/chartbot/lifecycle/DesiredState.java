package chartbot.lifecycle;

import chartbot.chart.ChartEdit;
import chartbot.chart.Image;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a group's change should propose: everything that was asked for, in this run and in earlier
 * ones, at the newest tag.
 *
 * @param tags image name to tag, with the digest that may stand behind it; empty text: the image is
 *     to go
 * @param downgrades image name to the older tag that a person wants though there is a newer one
 * @param holds names of images that are to stay at their tag, with the reason
 * @param renames old name to new name of images that only get another name
 * @param proposed names of images that the group's open changes propose already
 * @param withoutJob names of images that are to have no Job
 * @param overwriteTemplate whether a Job template that a person has edited is to be replaced
 */
public record DesiredState(
    Map<String, String> tags,
    Map<String, String> downgrades,
    Map<String, String> holds,
    Map<String, String> renames,
    Set<String> proposed,
    Set<String> withoutJob,
    boolean overwriteTemplate) {

  public DesiredState {
    // Sorted, so that every run writes the same bytes in whatever order it was asked.
    tags = new TreeMap<>(tags);
    downgrades = new TreeMap<>(downgrades);
    holds = new TreeMap<>(holds);
    renames = new TreeMap<>(renames);
    proposed = Set.copyOf(proposed);
    withoutJob = new TreeSet<>(withoutJob);
  }

  /**
   * Before the branch is known.
   *
   * @param own the group's open changes
   * @param downgrade whether this run's tags are wanted even where they are older
   */
  public static DesiredState of(
      Map<String, String> asked, List<OpenChange> own, Account bot, boolean downgrade) {
    Map<String, String> tags = new LinkedHashMap<>(asked);
    Map<String, String> downgrades = new LinkedHashMap<>(downgrade ? asked : Map.of());
    Set<String> decided = new HashSet<>(asked.keySet());
    decided.removeIf(name -> !downgrade && !"".equals(asked.get(name)));
    Map<String, String> renames = new LinkedHashMap<>();
    Set<String> proposed = new HashSet<>();
    Set<String> withoutJob = new HashSet<>();
    boolean overwriteTemplate = false;
    for (OpenChange change : own) {
      change
          .asked(bot)
          .forEach(
              (name, tag) -> {
                if (!decided.contains(name)) {
                  tags.merge(
                      name,
                      tag,
                      (ours, theirs) ->
                          change.hasProposed(name, ours)
                              ? Tagging.newer(ours, theirs)
                              : Tagging.newer(theirs, ours));
                }
              });
      change
          .waiting()
          .forEach(
              (name, tag) -> {
                if (!decided.contains(name)) {
                  tags.merge(name, tag, Tagging::newer);
                }
              });
      proposed.addAll(change.asked(bot).keySet());
      proposed.addAll(change.images().keySet());
      change.patchSets().stream()
          .filter(patchSet -> patchSet.isBy(bot))
          .forEach(patchSet -> renames.putAll(patchSet.footers().renamed()));
      withoutJob.addAll(change.askedWithoutJob(bot));
      overwriteTemplate |= change.overwritesTemplate(bot);
      Footers footers = change.current().footers();
      footers.images().entrySet().stream()
          .filter(image -> footers.isDowngrade(image.getKey()))
          .forEach(image -> downgrades.putIfAbsent(image.getKey(), image.getValue()));
    }
    return new DesiredState(
        tags, downgrades, Map.of(), renames, proposed, withoutJob, overwriteTemplate);
  }

  /** The same for a run that may ask for the Job template to be replaced. */
  public DesiredState overwritingTemplate(boolean asked) {
    return new DesiredState(
        tags, downgrades, holds, renames, proposed, withoutJob, overwriteTemplate || asked);
  }

  /** The same where a run says of the images that it asks for which are to have a Job. */
  public DesiredState withJobsAsIn(UpdateRequest request) {
    DesiredState next = copy();
    for (Image image : request.images()) {
      next.withoutJob.remove(image.name());
      if (request.asksWithoutJob(image.name())) {
        next.withoutJob.add(image.name());
      }
    }
    return next;
  }

  /** The same without the digests that the edit has no place for. */
  public DesiredState pinnedAsIn(ChartEdit edit) {
    DesiredState pinned = copy();
    edit.images().stream()
        .filter(image -> image.digest().isEmpty())
        .forEach(
            image -> {
              pinned.tags.computeIfPresent(image.name(), (name, tag) -> Tagging.tag(tag));
              pinned.downgrades.computeIfPresent(image.name(), (name, tag) -> Tagging.tag(tag));
            });
    return pinned;
  }

  /** The same with images of the group's changes that were open when the run began. */
  public DesiredState owing(Map<String, String> owed) {
    DesiredState more = copy();
    owed.forEach(
        (name, tag) -> {
          if (!downgrades.containsKey(name) && !"".equals(tags.get(name))) {
            more.tags.merge(name, tag, Tagging::newer);
          }
        });
    return more;
  }

  /**
   * The same where holds keep newer tags from being proposed: the group's changes go on to propose
   * what they hold, and say nothing of what others do.
   *
   * @param inForce by image name
   * @param own numbers of the group's changes
   */
  public DesiredState under(Map<String, Hold> inForce, Set<Integer> own) {
    DesiredState left = copy();
    inForce.forEach(
        (name, hold) -> {
          boolean ours = own.contains(hold.change());
          if (hold.withholds(tags.getOrDefault(name, ""))) {
            if (ours) {
              left.tags.put(name, hold.tag());
            } else {
              left.tags.remove(name);
              left.downgrades.remove(name);
              left.withoutJob.remove(name);
            }
          }
          if (ours && !hold.isRetirement() && hold.tag().equals(left.tags.get(name))) {
            left.downgrades.put(name, hold.tag());
            left.holds.put(name, hold.reason());
          }
        });
    return left;
  }

  /** The same with the names that a run gives to images. */
  public DesiredState renaming(UpdateRequest request) {
    DesiredState renamed = copy();
    renamed.renames.putAll(request.renames());
    return renamed;
  }

  /** Old name to new name of what is to be renamed: both are among the images. */
  public Map<String, String> renamed() {
    Map<String, String> renamed = new TreeMap<>(renames);
    renamed
        .entrySet()
        .removeIf(
            name ->
                !gone().contains(name.getKey())
                    || tags.getOrDefault(name.getValue(), "").isEmpty());
    return renamed;
  }

  /** The same where a person rolls back to the tags of a run, and holds the images there. */
  public DesiredState holding(UpdateRequest request) {
    DesiredState held = copy();
    request
        .hold()
        .ifPresent(
            reason -> request.images().forEach(image -> held.holds.put(image.name(), reason)));
    return held;
  }

  /** The names of the images that are to go. */
  public Set<String> gone() {
    Set<String> gone = new TreeSet<>(tags.keySet());
    gone.removeIf(name -> !"".equals(tags.get(name)));
    return gone;
  }

  /** The names of those of the images that the edit skips. */
  public Set<String> skippedBy(ChartEdit edit) {
    Set<String> skipped = new HashSet<>(tags.keySet());
    edit.images().forEach(image -> skipped.remove(image.name()));
    return skipped;
  }

  /** The same where the open changes do not add some of the images. */
  public DesiredState notProposing(Set<String> names) {
    Set<String> left = new HashSet<>(proposed);
    left.removeAll(names);
    return new DesiredState(tags, downgrades, holds, renames, left, withoutJob, overwriteTemplate);
  }

  /** The same without some of the images. */
  public DesiredState without(Set<String> names) {
    DesiredState left = copy();
    left.tags.keySet().removeAll(names);
    left.downgrades.keySet().removeAll(names);
    left.holds.keySet().removeAll(names);
    left.withoutJob.removeAll(names);
    return left;
  }

  /**
   * The same with the branch's tag where that is newer, unless a person wants the older one.
   *
   * @param branch image name to the branch's tag
   */
  public DesiredState against(Map<String, String> branch) {
    DesiredState newest = copy();
    branch.forEach(
        (name, there) -> {
          String tag = tags.get(name);
          if (tag != null && !tag.isEmpty() && !Tagging.isOlder(there, tag)) {
            newest.tags.put(name, downgrades.getOrDefault(name, there));
          }
        });
    return newest;
  }

  private DesiredState copy() {
    return new DesiredState(
        tags, downgrades, holds, renames, proposed, withoutJob, overwriteTemplate);
  }

  /** Names of the images that a person went back to an older tag of, sorted. */
  public List<String> downgraded() {
    return downgrades.entrySet().stream()
        .filter(tag -> tag.getValue().equals(tags.get(tag.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Names of the images for which no newer tag stands: those gone back to, and those that go. */
  public Set<String> takenBack() {
    Set<String> takenBack = gone();
    takenBack.addAll(downgraded());
    return takenBack;
  }

  public List<Image> only(Set<String> names) {
    return images().stream().filter(image -> names.contains(image.name())).toList();
  }

  public List<Image> images() {
    return tags.entrySet().stream().map(tag -> Image.at(tag.getKey(), tag.getValue())).toList();
  }
}
