package chartbot.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What merge keys ({@code <<}) bring into a mapping. */
final class Merges {

  private Merges() {}

  /** The last merge key of a mapping that brings that key with it. */
  static Optional<YamlEntry> providing(YamlMapping mapping, String key) {
    List<YamlEntry> merges = mapping.merges();
    for (int i = merges.size() - 1; i >= 0; i--) {
      if (search(merges.get(i).value(), key).isPresent()) {
        return Optional.of(merges.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * The value under a key: the mapping's own, or one that a merge key brings. Helm lets what stands
   * further below win, also among the mappings that are merged.
   */
  static Optional<YamlNode> effective(YamlMapping mapping, String key) {
    return search(mapping, key);
  }

  /** The entries that merge keys bring, whether or not the mapping has such keys of its own. */
  static List<YamlEntry> entries(YamlMapping mapping) {
    List<YamlEntry> entries = new ArrayList<>();
    mapping.merges().forEach(merge -> sources(merge).forEach(s -> entries.addAll(s.entries())));
    return entries;
  }

  /** Whether Helm takes it for a merge key: a mapping, or a list of mappings that is no alias. */
  static boolean isSource(YamlNode node) {
    return node.resolved() instanceof YamlMapping
        || (node instanceof YamlSequence list
            && list.items().stream().allMatch(item -> item.resolved() instanceof YamlMapping));
  }

  /** A mapping to look through, or the value that is found there. */
  private record Step(YamlNode node, boolean found) {}

  /** Looks through what a node stands for and what that merges, the strongest first. */
  private static Optional<YamlNode> search(YamlNode source, String key) {
    Set<YamlNode> seen = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>();
    push(source, open);
    while (!open.isEmpty()) {
      Step step = open.pop();
      if (step.found) {
        return Optional.of(step.node);
      }
      if (step.node instanceof YamlMapping mapping && seen.add(mapping)) {
        List<YamlEntry> own = mapping.withKey(key);
        int ownStart = -1;
        if (!own.isEmpty()) {
          YamlEntry last = own.get(own.size() - 1);
          ownStart = last.keyNode().start();
          open.push(new Step(last.value().resolved(), true));
        }
        for (YamlEntry merge : mapping.merges()) {
          if (merge.keyNode().start() > ownStart) {
            push(merge.value(), open);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Of a list the first mapping wins. */
  private static void push(YamlNode source, Deque<Step> open) {
    YamlNode node = source.resolved();
    List<YamlNode> items = node instanceof YamlSequence list ? list.items() : List.of(node);
    for (int i = items.size() - 1; i >= 0; i--) {
      open.push(new Step(items.get(i).resolved(), false));
    }
  }

  /** The mappings that a merge key names, and those that they merge, the strongest first. */
  private static List<YamlMapping> sources(YamlEntry merge) {
    Set<YamlMapping> found = new LinkedHashSet<>();
    Deque<YamlNode> open = new ArrayDeque<>();
    open.push(merge.value().resolved());
    while (!open.isEmpty()) {
      YamlNode source = open.pop();
      if (source instanceof YamlSequence list) {
        for (int i = list.items().size() - 1; i >= 0; i--) {
          open.push(list.items().get(i).resolved());
        }
      } else if (source instanceof YamlMapping mapping && found.add(mapping)) {
        mapping.merges().forEach(inner -> open.push(inner.value().resolved()));
      }
    }
    return List.copyOf(found);
  }
}
