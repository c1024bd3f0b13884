package chartbot.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** By how many columns a file indents. */
final class Indentation {

  private static final int USUAL = 2;

  private Indentation() {}

  /** The most frequent step of the top-level sections, else of what is below them, else 2. */
  static int step(YamlNode root) {
    if (root instanceof YamlMapping top && !top.isFlow()) {
      Map<Integer, Integer> sections = new TreeMap<>();
      count(top, sections);
      if (!sections.isEmpty()) {
        return mostFrequent(sections);
      }
      Map<Integer, Integer> below = new TreeMap<>();
      Deque<YamlNode> todo = new ArrayDeque<>();
      todo.push(top);
      while (!todo.isEmpty()) {
        YamlNode node = todo.pop();
        if (node instanceof YamlMapping mapping && !mapping.isFlow()) {
          count(mapping, below);
          mapping.entries().forEach(entry -> todo.push(entry.value()));
        } else if (node instanceof YamlSequence list) {
          list.items().forEach(todo::push);
        }
      }
      if (!below.isEmpty()) {
        return mostFrequent(below);
      }
    }
    return USUAL;
  }

  /** The most frequent step of what is below the entries of one mapping. */
  static int stepBelow(YamlMapping mapping, int otherwise) {
    Map<Integer, Integer> steps = new TreeMap<>();
    if (mapping.parent() != null) { // the file's own step is that of its sections
      count(mapping, steps);
    }
    return steps.isEmpty() ? otherwise : mostFrequent(steps);
  }

  private static void count(YamlMapping mapping, Map<Integer, Integer> steps) {
    for (YamlEntry entry : mapping.entries()) {
      if (entry.value() instanceof YamlMapping value
          && !value.isFlow()
          && value.column() > mapping.column()) {
        steps.merge(value.column() - mapping.column(), 1, Integer::sum);
      }
    }
  }

  private static int mostFrequent(Map<Integer, Integer> steps) {
    int best = 0;
    int times = 0;
    for (Map.Entry<Integer, Integer> step : steps.entrySet()) {
      if (step.getValue() > times) {
        best = step.getKey();
        times = step.getValue();
      }
    }
    return best;
  }
}
