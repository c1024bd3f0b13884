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

  /** What the names of the environment variables for its keys begin with. */
  String variablePrefix() {
    return "CHARTBOT_" + name() + "_";
  }

  static Optional<Section> of(String word) {
    for (Section section : values()) {
      if (section.word().equals(word)) {
        return Optional.of(section);
      }
    }
    return Optional.empty();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Section::word).toList();
  }
}
