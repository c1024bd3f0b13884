package chartbot.update;

import java.util.ArrayList;
import java.util.List;

/** Gerrit's push options, as its "Upload a Change" documentation names them. */
final class PushOptions {

  private PushOptions() {}

  /** For a change that does not exist yet. */
  static List<String> newChange(Run run, Wanted wanted) {
    List<String> options = common(run, wanted);
    ReviewRules rules = run.target().review();
    options.add("remove-private");
    rules.reviewers().forEach(reviewer -> options.add("r=" + reviewer));
    rules.cc().forEach(cc -> options.add("cc=" + cc));
    return options;
  }

  /** Reviewers are not asked again: a person may have taken one off. */
  static List<String> newPatchSet(Run run, Wanted wanted) {
    List<String> options = common(run, wanted);
    options.add("notify=" + run.target().review().patchSetNotify().name());
    return options;
  }

  private static List<String> common(Run run, Wanted wanted) {
    ReviewRules rules = run.target().review();
    List<String> options = new ArrayList<>();
    rules.topic().ifPresent(topic -> options.add("topic=" + topic));
    rules.hashtags().forEach(hashtag -> options.add("hashtag=" + hashtag));
    switch (rules.readiness()) {
      case WIP -> options.add("wip");
      case READY -> options.add("ready");
      case UNCHANGED -> {}
    }
    List<String> description = new ArrayList<>();
    if (wanted.isDowngrade()) {
      description.add(PatchSet.DOWNGRADE);
    }
    if (!run.request().withJob()) {
      description.add(PatchSet.NO_JOB);
    }
    if (!description.isEmpty()) {
      options.add("m=" + String.join(",", description));
    }
    return options;
  }
}
