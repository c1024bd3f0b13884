package chartbot.yaml;

import java.util.ArrayList;
import java.util.List;

/** A list. */
public final class YamlSequence extends YamlNode {

  private final List<YamlNode> items = new ArrayList<>();

  YamlSequence(Properties properties, int contentStart) {
    super(properties, contentStart, contentStart);
  }

  /** The items in the order of the text. */
  public List<YamlNode> items() {
    return items;
  }

  void add(YamlNode item) {
    item.setParent(this);
    items.add(item);
  }

  @Override
  public List<YamlNode> children() {
    return List.copyOf(items);
  }

  @Override
  public String kind() {
    return "a list";
  }
}
