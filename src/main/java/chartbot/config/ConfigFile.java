package chartbot.config;

import chartbot.error.UserException;
import chartbot.yaml.YamlDocument;
import chartbot.yaml.YamlEntry;
import chartbot.yaml.YamlMapping;
import chartbot.yaml.YamlNode;
import chartbot.yaml.YamlScalar;
import chartbot.yaml.YamlSequence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The configuration file: its mappings, and where they are. */
final class ConfigFile {

  /** A mapping's value and the place of its key. */
  record Entry(String keyWhere, YamlNode value) {}

  private final YamlDocument document;
  private final Problems problems;

  ConfigFile(String file, byte[] bytes, Problems problems) throws UserException {
    this.document = YamlDocument.parseYaml(file, bytes);
    this.problems = problems;
  }

  YamlNode root() {
    return document.root();
  }

  /** {@code file:line:column} of a node. */
  String where(YamlNode node) {
    return document.location(node).toString();
  }

  static boolean isNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull();
  }

  /**
   * A mapping's entries in order, then those of its merge keys that it does not have; anything else
   * is reported as a problem.
   */
  Map<String, Entry> entries(YamlNode node, String what) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (!isNull(node) && !(node instanceof YamlMapping)) {
      problems.add(where(node), what + " must be a mapping, but it is " + shape(node));
    }
    Set<YamlNode> seen = new HashSet<>();
    Deque<YamlNode> open = new ArrayDeque<>();
    if (node instanceof YamlMapping) {
      open.push(node);
    }
    while (!open.isEmpty()) {
      YamlNode next = open.pop();
      if (next instanceof YamlMapping mapping && seen.add(mapping)) {
        collect(mapping, what, entries);
        List<YamlEntry> merges = mapping.entries().stream().filter(YamlEntry::isMerge).toList();
        for (int i = merges.size() - 1; i >= 0; i--) {
          open.push(merges.get(i).value().resolved());
        }
      } else if (next instanceof YamlSequence list) {
        for (int i = list.items().size() - 1; i >= 0; i--) {
          open.push(list.items().get(i).resolved());
        }
      }
    }
    return entries;
  }

  private void collect(YamlMapping mapping, String what, Map<String, Entry> entries) {
    Map<String, String> own = new HashMap<>();
    for (YamlEntry entry : mapping.entries()) {
      if (!entry.isMerge()) {
        String where = where(entry.keyNode());
        String first = own.putIfAbsent(entry.key(), where);
        if (first != null) {
          problems.add(
              where,
              "duplicate key '" + entry.key() + "' in " + what + ", the first is at " + first);
        }
        entries.putIfAbsent(entry.key(), new Entry(where, entry.value().resolved()));
      }
    }
  }

  /** What a person calls the node's kind. */
  static String shape(YamlNode node) {
    return node instanceof YamlScalar ? "one value" : node.kind();
  }
}
