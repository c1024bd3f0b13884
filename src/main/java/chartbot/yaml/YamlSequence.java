package chartbot.yaml;

import java.util.ArrayList;
import java.util.List;

/** A list. */
public final class YamlSequence extends YamlNode {

  private final int contentStart;
  private final List<YamlNode> items = new ArrayList<>();
  private int end;

  YamlSequence(Properties properties, int contentStart) {
    super(properties);
    this.contentStart = contentStart;
    this.end = contentStart;
  }

  /** The items in the order of the text. */
  public List<YamlNode> items() {
    return items;
  }

  void add(YamlNode item) {
    item.setParent(this);
    items.add(item);
  }

  void close(int offset) {
    end = offset;
  }

  @Override
  public List<YamlNode> children() {
    return List.copyOf(items);
  }

  @Override
  int contentStart() {
    return contentStart;
  }

  @Override
  int end() {
    return end;
  }

  @Override
  public String kind() {
    return "a list";
  }
}
