package chartbot.yaml;

/** An alias: it stands for a node that carries an anchor. */
public final class YamlAlias extends YamlNode {

  private final int end;
  private final YamlNode target;

  YamlAlias(int start, int end, YamlNode target) {
    super(new Properties(start, null, null));
    this.end = end;
    this.target = target;
  }

  /** The node that it stands for; never an alias. */
  public YamlNode target() {
    return target;
  }

  @Override
  public YamlNode resolved() {
    return target;
  }

  @Override
  int contentStart() {
    return start();
  }

  @Override
  int end() {
    return end;
  }

  @Override
  public String kind() {
    return "an alias";
  }
}
