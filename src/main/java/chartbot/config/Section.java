package chartbot.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A top-level section of the configuration file. */
enum Section {
  GERRIT("the review server"),
  TARGETS("a list, at least one: each one chart in one Git project on one branch"),
  IMAGES("how a chart names its images and where it keeps them"),
  CHART_VERSION("how the chart's own version goes up"),
  JOB("how the Job of a model image is written"),
  REVIEW("how a change is put up for review"),
  COMMIT("how a commit is written"),
  VERIFY("how the result is proved before it is pushed"),
  REGISTRY("where images are pulled from; without `url` no registry is asked");

  private final String help;

  Section(String help) {
    this.help = help;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String help() {
    return help;
  }

  /** Whether a target may say it too, for itself. */
  boolean overridable() {
    return this != GERRIT && this != TARGETS && this != REGISTRY;
  }

  /** The section of a key, by the name of its constant or of its environment variable. */
  static Section ofKey(String name) {
    return Arrays.stream(values())
        .filter(section -> name.startsWith(section.name() + "_"))
        .findFirst()
        .orElseThrow();
  }

  static Optional<Section> of(String word) {
    return Arrays.stream(values()).filter(section -> section.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Section::word).toList();
  }
}
