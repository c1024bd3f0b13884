package chartbot.yaml;

/**
 * One key of a mapping and its value.
 *
 * @param keyNode a scalar, or an alias of one
 */
public record YamlEntry(YamlNode keyNode, YamlNode value) {

  private static final String MERGE_TAG = "tag:yaml.org,2002:merge";

  /** The key's text. */
  public String key() {
    return ((YamlScalar) keyNode.resolved()).value();
  }

  /** Whether it is {@code <<}: it takes over the entries of other mappings. */
  public boolean isMerge() {
    return keyNode instanceof YamlScalar scalar
        && scalar.isPlain()
        && scalar.value().equals("<<")
        && (scalar.tag() == null || MERGE_TAG.equals(scalar.tag()));
  }
}
