package chartbot.update;

import chartbot.chart.Image;
import chartbot.chart.ImageChange;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a group's change should propose: everything that was asked for, in this run and in earlier
 * ones, at the newest tag.
 *
 * @param tags image name to tag
 * @param downgrades names whose tag is wanted though the branch has a newer one
 */
record Wanted(Map<String, String> tags, Set<String> downgrades) {

  Wanted {
    tags = new LinkedHashMap<>(tags);
    downgrades = Set.copyOf(downgrades);
  }

  /**
   * Before the branch is known.
   *
   * @param own the group's open changes
   */
  static Wanted of(
      Map<String, String> asked, List<OpenChange> own, Account bot, boolean downgrade) {
    Map<String, String> tags = new LinkedHashMap<>(asked);
    Set<String> downgrades = new HashSet<>(downgrade ? asked.keySet() : Set.of());
    for (OpenChange change : own) {
      change
          .asked(bot)
          .forEach(
              (name, tag) -> {
                if (!downgrades.contains(name)) {
                  tags.merge(name, tag, Tagging::newer);
                }
              });
      if (change.current().isDowngrade()) {
        downgrades.addAll(change.images().keySet());
      }
    }
    return new Wanted(tags, downgrades);
  }

  /** The same without the images that the edit skipped. */
  Wanted only(List<ImageChange> edited) {
    Map<String, String> left = new LinkedHashMap<>(tags);
    left.keySet().retainAll(edited.stream().map(ImageChange::name).toList());
    return new Wanted(left, downgrades);
  }

  /** The same with the branch's tag where that is newer and no downgrade is wanted. */
  Wanted against(Map<String, String> branch) {
    Map<String, String> newest = new LinkedHashMap<>(tags);
    newest.replaceAll(
        (name, tag) -> {
          String there = branch.get(name);
          return there == null || downgrades.contains(name) ? tag : Tagging.newer(tag, there);
        });
    return new Wanted(newest, downgrades);
  }

  List<Image> images() {
    return tags.entrySet().stream().map(tag -> new Image(tag.getKey(), tag.getValue())).toList();
  }
}
