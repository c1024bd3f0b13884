package chartbot.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a YAML text with its place in it; two nodes are equal only when they are one. */
public abstract sealed class YamlNode permits YamlScalar, YamlMapping, YamlSequence, YamlAlias {

  private final int start;
  private final int contentStart;
  private int end;
  private final @Nullable String anchor;
  private final @Nullable String tag;
  private List<YamlAlias> aliases = List.of(); // nearly all nodes have none, and there are many
  private @Nullable YamlNode parent;

  /**
   * What may stand in front of a node's content.
   *
   * @param start offset of the first property, or of the content where there is none
   */
  record Properties(int start, @Nullable String anchor, @Nullable String tag) {}

  YamlNode(Properties properties, int contentStart, int end) {
    this.start = properties.start();
    this.contentStart = contentStart;
    this.end = end;
    this.anchor = properties.anchor();
    this.tag = properties.tag();
  }

  /** The offset of the first character, anchor and tag included. */
  int start() {
    return start;
  }

  /** The offset behind anchor and tag. */
  int contentStart() {
    return contentStart;
  }

  /** The offset behind the last character of content; trailing blanks and comments are none. */
  int end() {
    return end;
  }

  /** Of a collection, which ends behind what it holds. */
  void endAt(int offset) {
    end = offset;
  }

  @Nullable String anchor() {
    return anchor;
  }

  /** The type that is written in front of it, in full; null where there is none. */
  public @Nullable String tag() {
    return tag;
  }

  /** The aliases that stand for this node elsewhere. */
  List<YamlAlias> aliases() {
    return aliases;
  }

  void addAlias(YamlAlias alias) {
    if (aliases.isEmpty()) {
      aliases = new ArrayList<>(1);
    }
    aliases.add(alias);
  }

  /** The collection that holds this node; null for the root. */
  @Nullable YamlNode parent() {
    return parent;
  }

  void setParent(YamlNode holder) {
    parent = holder;
  }

  /** What an alias stands for; any other node itself. */
  public YamlNode resolved() {
    return this;
  }

  /** The nodes that it holds itself, in the order of the text. */
  public List<YamlNode> children() {
    return List.of();
  }

  /** What a person calls it: "a list", "an alias", ... */
  public abstract String kind();
}
