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
      if (value(merges.get(i), key).isPresent()) {
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
    return value(mapping, key, new HashSet<>());
  }

  /** The entries that merge keys bring, whether or not the mapping has such keys of its own. */
  static List<YamlEntry> entries(YamlMapping mapping) {
    List<YamlEntry> entries = new ArrayList<>();
    mapping.merges().forEach(merge -> sources(merge).forEach(s -> entries.addAll(s.entries())));
    return entries;
  }

  /** What an alias stands for; any other node itself. */
  static YamlNode resolve(YamlNode node) {
    return node instanceof YamlAlias alias ? alias.target() : node;
  }

  /** Whether Helm takes it for a merge key: a mapping, or a list of mappings that is no alias. */
  static boolean isSource(YamlNode node) {
    return resolve(node) instanceof YamlMapping
        || (node instanceof YamlSequence list
            && list.items().stream().allMatch(item -> resolve(item) instanceof YamlMapping));
  }

  private static Optional<YamlNode> value(YamlEntry merge, String key) {
    return merged(merge, key, new HashSet<>());
  }

  /**
   * @param seen mappings that do not bring it, or are being looked through
   */
  private static Optional<YamlNode> merged(YamlEntry merge, String key, Set<YamlMapping> seen) {
    YamlNode source = resolve(merge.value());
    List<YamlNode> sources = source instanceof YamlSequence list ? list.items() : List.of(source);
    for (YamlNode each : sources) { // of a list the first wins
      if (resolve(each) instanceof YamlMapping mapping && seen.add(mapping)) {
        Optional<YamlNode> value = value(mapping, key, seen);
        if (value.isPresent()) {
          return value;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<YamlNode> value(YamlMapping mapping, String key, Set<YamlMapping> seen) {
    List<YamlEntry> own = mapping.withKey(key);
    int ownStart = own.isEmpty() ? -1 : own.get(own.size() - 1).keyNode().start();
    List<YamlEntry> merges = mapping.merges();
    for (int i = merges.size() - 1; i >= 0 && merges.get(i).keyNode().start() > ownStart; i--) {
      Optional<YamlNode> value = merged(merges.get(i), key, seen);
      if (value.isPresent()) {
        return value;
      }
    }
    return own.isEmpty() ? Optional.empty() : Optional.of(resolve(own.get(own.size() - 1).value()));
  }

  /** The mappings that a merge key names, and those that they merge, the strongest first. */
  private static List<YamlMapping> sources(YamlEntry merge) {
    Set<YamlMapping> found = new LinkedHashSet<>();
    Deque<YamlNode> open = new ArrayDeque<>();
    open.push(resolve(merge.value()));
    while (!open.isEmpty()) {
      YamlNode source = open.pop();
      if (source instanceof YamlSequence list) {
        for (int i = list.items().size() - 1; i >= 0; i--) {
          open.push(resolve(list.items().get(i)));
        }
      } else if (source instanceof YamlMapping mapping && found.add(mapping)) {
        mapping.merges().forEach(inner -> open.push(resolve(inner.value())));
      }
    }
    return List.copyOf(found);
  }
}
