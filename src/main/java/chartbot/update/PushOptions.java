package chartbot.update;

import java.util.ArrayList;
import java.util.List;

/** Gerrit's push options, as its "Upload a Change" documentation names them. */
final class PushOptions {

  private PushOptions() {}

  /** For a change that does not exist yet. */
  static List<String> newChange(ReviewRules rules) {
    List<String> options = common(rules);
    options.add("remove-private");
    rules.reviewers().forEach(reviewer -> options.add("r=" + reviewer));
    rules.cc().forEach(cc -> options.add("cc=" + cc));
    return options;
  }

  /** Reviewers are not asked again: a person may have taken one off. */
  static List<String> newPatchSet(ReviewRules rules) {
    List<String> options = common(rules);
    options.add("notify=" + rules.patchSetNotify().name());
    return options;
  }

  private static List<String> common(ReviewRules rules) {
    List<String> options = new ArrayList<>();
    rules.topic().ifPresent(topic -> options.add("topic=" + topic));
    rules.hashtags().forEach(hashtag -> options.add("hashtag=" + hashtag));
    switch (rules.readiness()) {
      case WIP -> options.add("wip");
      case READY -> options.add("ready");
      case UNCHANGED -> {}
    }
    return options;
  }
}
