package chartbot.yaml;

import chartbot.error.Location;
import chartbot.error.UserException;
import java.util.List;
import java.util.Optional;

/** One YAML file that holds one document: its text, and its nodes with their places in it. */
public final class YamlDocument {

  private final YamlText text;
  private final YamlNode root;
  private final int end;

  YamlDocument(YamlText text, YamlNode root, int end) {
    this.text = text;
    this.root = root;
    this.end = end;
  }

  /**
   * Reads a file.
   *
   * @param file what messages call it
   * @throws UserException when it is not UTF-8, not valid YAML, or holds several documents
   */
  public static YamlDocument parse(String file, byte[] bytes) throws UserException {
    return parse(YamlText.decode(file, bytes));
  }

  /**
   * Reads a file that is not part of a chart, such as the configuration.
   *
   * @param file what messages call it
   * @throws UserException as {@link #parse}
   */
  public static YamlDocument parseYaml(String file, byte[] bytes) throws UserException {
    return new DocumentParser(YamlText.decode(file, bytes), Format.YAML).parse();
  }

  /**
   * Reads JSON, escapes of all characters included.
   *
   * @param file what messages call it
   * @throws UserException when it is not UTF-8 or not JSON
   */
  public static YamlDocument parseJson(String file, byte[] bytes) throws UserException {
    return new DocumentParser(YamlText.decode(file, bytes), Format.JSON).parse();
  }

  static YamlDocument parse(YamlText text) throws UserException {
    return new DocumentParser(text, Format.HELM).parse();
  }

  /** The top node; an empty scalar where the file holds no data. */
  public YamlNode root() {
    return root;
  }

  YamlText text() {
    return text;
  }

  /** The offset of the {@code ...} that ends the document, or the end of the text. */
  int end() {
    return end;
  }

  /** Where a node is. */
  public Location location(YamlNode node) {
    return text.location(node.start());
  }

  /** A failure at a node. */
  public UserException refusal(YamlNode node, String reason, String hint) {
    return UserException.at(location(node), reason, hint);
  }

  /**
   * The entry of a mapping with that key, when it is one that can be edited.
   *
   * @return empty when the mapping has no such key, not through a merge key either
   * @throws UserException when the key is there twice, comes only from a merge key, or loses
   *     against a merge key behind it
   */
  public Optional<YamlEntry> find(YamlMapping mapping, String key) throws UserException {
    List<YamlEntry> own = mapping.withKey(key);
    if (own.size() > 1) {
      throw refusal(
          own.get(1).keyNode(), "duplicate key '" + key + "'", "remove one of the two entries");
    }
    Optional<YamlEntry> merge = Merges.providing(mapping, key);
    if (own.isEmpty()) {
      if (merge.isPresent()) {
        throw refusal(
            merge.get().keyNode(),
            "'" + key + "' comes only from a merge key",
            "write '" + key + "' out in this mapping");
      }
      return Optional.empty();
    }
    if (merge.isPresent() && merge.get().keyNode().start() > own.get(0).keyNode().start()) {
      throw refusal(
          merge.get().keyNode(),
          "this merge key overrides '" + key + "', which stands before it",
          "move the merge key to the top of its mapping");
    }
    return Optional.of(own.get(0));
  }

  /** What Helm sees under a key, from the mapping itself or through merge keys. */
  public Optional<YamlNode> effective(YamlMapping mapping, String key) {
    return Merges.effective(mapping, key);
  }

  /** The entries that merge keys bring into a mapping, in no particular order. */
  public List<YamlEntry> merged(YamlMapping mapping) {
    return Merges.entries(mapping);
  }
}
