package chartbot.config;

import chartbot.error.Location;
import chartbot.error.UserException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** A YAML file as nodes that know where they stand; no object is ever built from its tags. */
final class YamlDocument {

  /** A mapping's value and the places of both. */
  record Entry(String keyWhere, Node value) {}

  private final String file;
  private final Problems problems;

  YamlDocument(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The document's root; empty for a file without content. */
  Optional<Node> parse(byte[] bytes) throws UserException {
    String text = decode(bytes);
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(1000); // many targets may share one anchor
    try (var reader = new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      return Optional.ofNullable(compose(new StreamReader(reader), options));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw UserException.at(
          mark == null ? new Location(file, 1, 1) : location(mark),
          "not valid YAML: " + reason(e),
          null);
    } catch (YAMLException e) {
      throw new UserException(file + ": not valid YAML: " + e.getMessage(), null, e);
    }
  }

  /** What {@code Yaml.compose} does, without what that loads to construct and represent objects. */
  private static @Nullable Node compose(StreamReader reader, LoaderOptions options) {
    return new Composer(new ParserImpl(reader, options), new Resolver(), options).getSingleNode();
  }

  private static String reason(MarkedYAMLException e) {
    String context = e.getContext();
    return context != null && context.startsWith("expected")
        ? context + " " + e.getProblem()
        : e.getProblem();
  }

  private String decode(byte[] bytes) throws UserException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UserException(file + ": not UTF-8", "save the file as UTF-8", e);
    }
  }

  private Location location(Mark mark) {
    return new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** {@code file:line:column} of a node. */
  String where(Node node) {
    return location(node.getStartMark()).toString();
  }

  /** Whether nothing stands there, or {@code null}. */
  static boolean isNull(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  /** A mapping's entries in order, merge keys resolved; anything else is reported as a problem. */
  Map<String, Entry> entries(Node node, String what) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (isNull(node)) {
      return entries;
    }
    if (!(node instanceof MappingNode mapping)) {
      problems.add(where(node), what + " must be a mapping, but it is " + shape(node));
      return entries;
    }
    collect(mapping, what, entries, new IdentityHashMap<>());
    return entries;
  }

  private void collect(
      MappingNode mapping,
      String what,
      Map<String, Entry> entries,
      IdentityHashMap<Node, Boolean> seen) {
    if (seen.put(mapping, true) != null) {
      return;
    }
    Map<String, String> own = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      if (key.getTag().equals(Tag.MERGE)) {
        merged.add(tuple.getValueNode());
      } else if (key instanceof ScalarNode scalar) {
        String first = own.putIfAbsent(scalar.getValue(), where(key));
        if (first != null) {
          problems.add(where(key), "'" + scalar.getValue() + "' stands at " + first + " already");
        }
        entries.putIfAbsent(scalar.getValue(), new Entry(where(key), tuple.getValueNode()));
      } else {
        problems.add(where(key), "a key of " + what + " must be a word");
      }
    }
    for (Node node : merged) {
      List<Node> sources = node instanceof SequenceNode list ? list.getValue() : List.of(node);
      for (Node source : sources) {
        if (source instanceof MappingNode other) {
          collect(other, what, entries, seen);
        } else {
          problems.add(where(source), "<< must name a mapping, but it is " + shape(source));
        }
      }
    }
  }

  /** What a person calls the node's kind. */
  static String shape(Node node) {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    return node instanceof SequenceNode ? "a list" : "one value";
  }

  /** Whether the scalar has a type that YAML's core schema knows, as opposed to an own tag. */
  static boolean isPlain(ScalarNode node) {
    return node.getTag().startsWith(Tag.PREFIX) && !node.getTag().equals(Tag.BINARY);
  }
}
