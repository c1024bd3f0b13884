package chartbot.update;

import chartbot.target.ReviewRules;
import chartbot.target.ReviewRules.Attention;
import chartbot.target.ReviewRules.Readiness;
import java.util.ArrayList;
import java.util.List;

/** Gerrit's push options, as its "Upload a Change" documentation names them. */
public final class PushOptions {

  /** Without it Gerrit turns to everyone whose vote a new patch set makes void. */
  private static final String IGNORE_ATTENTION = "ignore-automatic-attention-set-rules";

  private PushOptions() {}

  /** For a change that does not exist yet. */
  public static List<String> newChange(ReviewRules rules) {
    List<String> options = common(rules, rules.readiness());
    options.add("remove-private");
    options.addAll(people(rules.reviewers(), rules.cc()));
    if (rules.attention() == Attention.NONE) {
      options.add(IGNORE_ATTENTION);
    }
    return options;
  }

  /** Only who was named for this run is asked: of the others a person may have taken one off. */
  static List<String> newPatchSet(ReviewRules rules) {
    List<String> options = common(rules, rules.byHand().readiness());
    options.addAll(people(rules.byHand().reviewers(), rules.byHand().cc()));
    options.addAll(quiet(rules));
    return options;
  }

  /** For a patch set that is restored as its author made it: only how much noise it makes. */
  static List<String> quiet(ReviewRules rules) {
    List<String> options = new ArrayList<>();
    options.add("notify=" + rules.patchSetNotify().name());
    if (rules.attention() != Attention.EVERY_PUSH) {
      options.add(IGNORE_ATTENTION);
    }
    return options;
  }

  private static List<String> people(List<String> reviewers, List<String> cc) {
    List<String> options = new ArrayList<>();
    reviewers.forEach(reviewer -> options.add("r=" + reviewer));
    cc.forEach(each -> options.add("cc=" + each));
    return options;
  }

  private static List<String> common(ReviewRules rules, Readiness readiness) {
    List<String> options = new ArrayList<>();
    rules.topic().ifPresent(topic -> options.add("topic=" + topic));
    rules.hashtags().forEach(hashtag -> options.add("hashtag=" + hashtag));
    switch (readiness) {
      case WIP -> options.add("wip");
      case READY -> options.add("ready");
      case UNCHANGED -> {}
    }
    return options;
  }
}
