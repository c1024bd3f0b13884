package chartbot.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a piece of a Helm template refers to.
 *
 * @param values paths below {@code .Values}
 * @param templates names of named templates that it includes
 * @param passed texts handed to them
 */
record HelmUses(Set<List<String>> values, Set<String> templates, Set<String> passed) {

  HelmUses() {
    this(new HashSet<>(), new HashSet<>(), new HashSet<>());
  }

  void addAll(HelmUses others) {
    values.addAll(others.values);
    templates.addAll(others.templates);
    passed.addAll(others.passed);
  }

  /** Whether they lead to the image's entry, or hand its name to a named template. */
  boolean reach(JobImage image) {
    return reads(image.entry()) || passed.contains(image.name()) || passed.contains(image.key());
  }

  /** Whether it reads the value at that path or one below it. */
  boolean reads(List<String> path) {
    return values.stream()
        .anyMatch(read -> read.size() >= path.size() && read.subList(0, path.size()).equals(path));
  }
}
