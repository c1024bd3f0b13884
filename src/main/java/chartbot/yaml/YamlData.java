package chartbot.yaml;

import chartbot.error.Location;
import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.scanner.ScannerException;

/** The data of YAML text, without positions; for reading only. */
public final class YamlData {

  /** Helm's parser stops at some millions, too. */
  private static final long MOST_VALUES = 4_000_000;

  private YamlData() {}

  /**
   * The documents of a text as maps, lists and scalars.
   *
   * @param file as messages name it
   */
  public static List<@Nullable Object> documents(String file, String text) throws UserException {
    LoaderOptions options = new LoaderOptions();
    // SnakeYAML's limits are below what real charts hold.
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setNestingDepthLimit(500);
    options.setCodePointLimit(Integer.MAX_VALUE);
    YamlText.refuseLongLine(file, text);
    List<@Nullable Object> documents = new ArrayList<>();
    try {
      new Yaml(new BoundedConstructor(options)).loadAll(text).forEach(documents::add);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      Location location =
          mark == null
              ? new Location(file, 1, 1)
              : new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
      throw UserException.at(location, "not valid YAML: " + e.getProblem(), null);
    } catch (StackOverflowError e) { // SnakeYAML follows chains of merge keys by recursion
      throw new UserException(file + ": not valid YAML: merge keys are nested too deeply", null, e);
    } catch (YAMLException e) {
      throw new UserException(file + ": not valid YAML: " + e.getMessage(), null, e);
    }
    IdentityHashMap<Object, Long> sizes = new IdentityHashMap<>();
    for (Object document : documents) {
      if (size(document, sizes) > MOST_VALUES) {
        throw UserException.at(
            new Location(file, 1, 1),
            "the aliases stand for too much data, or for themselves",
            null);
      }
    }
    return documents;
  }

  /** Does no more than a text of that length is worth, whatever its aliases and merge keys say. */
  private static final class BoundedConstructor extends SafeConstructor {

    private final Set<MappingNode> flattened = new HashSet<>(); // nodes are equal by identity
    private long merged;

    BoundedConstructor(LoaderOptions options) {
      super(options);
    }

    @Override
    protected void flattenMapping(MappingNode node, boolean forceStringKeys) {
      if (!flattened.add(node)) {
        return;
      }
      for (NodeTuple entry : node.getValue()) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
          throw new YAMLException("a key that is no scalar"); // whose hash code covers aliases
        }
        if (key.getTag().equals(Tag.MERGE)) {
          for (Node source : sources(entry.getValueNode())) {
            flattenMapping((MappingNode) source, forceStringKeys);
            merged += ((MappingNode) source).getValue().size();
            if (merged > MOST_VALUES) {
              throw new ScannerException(
                  null, null, "merge keys bring too much data", key.getStartMark());
            }
          }
        }
      }
      super.flattenMapping(node, forceStringKeys);
    }

    /** What is neither mapping nor list of mappings SnakeYAML refuses. */
    private static List<Node> sources(Node value) {
      List<Node> nodes = value instanceof SequenceNode list ? list.getValue() : List.of(value);
      return nodes.stream().filter(MappingNode.class::isInstance).toList();
    }
  }

  /** How many values there are when each alias is written out. */
  private static long size(@Nullable Object data, IdentityHashMap<Object, Long> sizes) {
    Collection<?> inner =
        data instanceof Map<?, ?> map
            ? map.values()
            : data instanceof Collection<?> list ? list : List.of();
    if (data == null || inner.isEmpty()) {
      return 1;
    }
    Long known = sizes.putIfAbsent(data, MOST_VALUES + 1); // stays where it holds itself
    if (known != null) {
      return known;
    }
    long size = 1;
    for (Object each : inner) {
      size = Math.min(size + size(each, sizes), MOST_VALUES + 1);
    }
    sizes.put(data, size);
    return size;
  }
}
