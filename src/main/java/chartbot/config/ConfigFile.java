package chartbot.config;

import chartbot.error.UserException;
import chartbot.yaml.YamlDocument;
import chartbot.yaml.YamlEntry;
import chartbot.yaml.YamlMapping;
import chartbot.yaml.YamlNode;
import chartbot.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.Map;

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
    if (node instanceof YamlMapping mapping) {
      for (YamlEntry entry : mapping.entries()) {
        if (!entry.isMerge()) {
          Entry first = entries.putIfAbsent(entry.key(), read(entry));
          if (first != null) {
            String duplicate = "duplicate key '" + entry.key() + "' in " + what;
            problems.add(
                where(entry.keyNode()), duplicate + ", the first is at " + first.keyWhere());
          }
        }
      }
      document.merged(mapping).stream()
          .filter(entry -> !entry.isMerge())
          .forEach(entry -> entries.putIfAbsent(entry.key(), read(entry)));
    }
    return entries;
  }

  private Entry read(YamlEntry entry) {
    return new Entry(where(entry.keyNode()), entry.value().resolved());
  }

  /** What a person calls the node's kind. */
  static String shape(YamlNode node) {
    return node instanceof YamlScalar ? "one value" : node.kind();
  }
}
