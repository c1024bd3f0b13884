package chartbot.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A mapping. */
public final class YamlMapping extends YamlNode {

  private final boolean flow;
  private final int column;
  private final List<YamlEntry> entries = new ArrayList<>();
  private final List<YamlEntry> merges = new ArrayList<>();
  private @Nullable Map<String, List<YamlEntry>> byKey;
  private int limit;

  YamlMapping(Properties properties, boolean flow, int contentStart, int column) {
    super(properties, contentStart, contentStart);
    this.flow = flow;
    this.column = column;
  }

  /** The entries in the order of the text, merge keys included. */
  public List<YamlEntry> entries() {
    return entries;
  }

  /** Whether it is written in braces. */
  boolean isFlow() {
    return flow;
  }

  /** The column, from 0, in which the entries of a block mapping begin. */
  int column() {
    return column;
  }

  /** The offset of what follows: a token of something else, or the end of the text. */
  int limit() {
    return limit;
  }

  /** The own entries with that key; more than one where the key is given twice. */
  List<YamlEntry> withKey(String key) {
    if (byKey == null) {
      byKey = new HashMap<>();
      for (YamlEntry entry : entries) {
        if (!entry.isMerge()) {
          byKey.computeIfAbsent(entry.key(), k -> new ArrayList<>(1)).add(entry);
        }
      }
    }
    return byKey.getOrDefault(key, List.of());
  }

  /** The merge keys. */
  List<YamlEntry> merges() {
    return merges;
  }

  void add(YamlEntry entry) {
    entry.keyNode().setParent(this);
    entry.value().setParent(this);
    entries.add(entry);
    if (entry.isMerge()) {
      merges.add(entry);
    }
  }

  void limitAt(int next) {
    limit = next;
  }

  @Override
  public List<YamlNode> children() {
    return entries.stream().flatMap(entry -> Stream.of(entry.keyNode(), entry.value())).toList();
  }

  @Override
  public String kind() {
    return "a mapping";
  }
}
