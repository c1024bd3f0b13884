package chartbot.update;

import chartbot.chart.Image;
import chartbot.chart.ImageChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a group's change should propose: everything that was asked for, in this run and in earlier
 * ones, at the newest tag.
 *
 * @param tags image name to tag
 * @param downgrades image name to the older tag that a person wants though there is a newer one
 */
record Wanted(Map<String, String> tags, Map<String, String> downgrades) {

  Wanted {
    // Sorted, so that every run writes the same bytes in whatever order it was asked.
    tags = new TreeMap<>(tags);
    downgrades = new TreeMap<>(downgrades);
  }

  /**
   * Before the branch is known.
   *
   * @param own the group's open changes
   * @param downgrade whether this run's tags are wanted even where they are older
   */
  static Wanted of(
      Map<String, String> asked, List<OpenChange> own, Account bot, boolean downgrade) {
    Map<String, String> tags = new LinkedHashMap<>(asked);
    Map<String, String> downgrades = new LinkedHashMap<>(downgrade ? asked : Map.of());
    for (OpenChange change : own) {
      change
          .asked(bot)
          .forEach(
              (name, tag) -> {
                if (!downgrade || !asked.containsKey(name)) {
                  tags.merge(name, tag, Tagging::newer);
                }
              });
      if (change.current().footers().isDowngrade()) {
        change.images().forEach(downgrades::putIfAbsent);
      }
    }
    return new Wanted(tags, downgrades);
  }

  /** The same without the images that the edit skipped. */
  Wanted only(List<ImageChange> edited) {
    List<String> names = edited.stream().map(ImageChange::name).toList();
    Wanted left = new Wanted(tags, downgrades);
    left.tags.keySet().retainAll(names);
    left.downgrades.keySet().retainAll(names);
    return left;
  }

  /**
   * The same with the branch's tag where that is newer, unless a person wants the older one.
   *
   * @param branch image name to the branch's tag
   */
  Wanted against(Map<String, String> branch) {
    Wanted newest = new Wanted(tags, downgrades);
    branch.forEach(
        (name, there) -> {
          String tag = tags.get(name);
          if (tag != null && !Tagging.isOlder(there, tag)) {
            newest.tags.put(name, downgrades.getOrDefault(name, there));
          }
        });
    return newest;
  }

  /** Whether any tag wanted is one that a person went back to. */
  boolean isDowngrade() {
    return downgrades.entrySet().stream()
        .anyMatch(tag -> tag.getValue().equals(tags.get(tag.getKey())));
  }

  List<Image> images() {
    return tags.entrySet().stream().map(tag -> new Image(tag.getKey(), tag.getValue())).toList();
  }
}
