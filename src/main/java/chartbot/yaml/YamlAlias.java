package chartbot.yaml;

/** An alias: it stands for a node that carries an anchor. */
public final class YamlAlias extends YamlNode {

  private final YamlNode target;

  YamlAlias(int start, int end, YamlNode target) {
    super(new Properties(start, null, null), start, end);
    this.target = target;
  }

  @Override
  public YamlNode resolved() {
    return target;
  }

  @Override
  public String kind() {
    return "an alias";
  }
}
