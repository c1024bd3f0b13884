package chartbot.yaml;

import chartbot.error.UserException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentEndEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/**
 * Builds the nodes of a text from SnakeYAML's events. Only events show aliases as they stand there;
 * a loop with a stack of its own takes any depth.
 */
final class DocumentParser {

  /** Neither Helm's YAML parser nor the JSON decoder behind it goes deeper. */
  private static final int DEEPEST = 10_000;

  private final YamlText text;
  private final Format format;
  private final HelmScanner scanner;
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final Set<YamlNode> unfinished = new HashSet<>();
  private @Nullable YamlNode root;
  private int documentEnd;

  /** A collection that has not ended yet, and the key that waits for its value. */
  private static final class Open {
    final YamlNode node;
    @Nullable YamlNode key;
    int lastEnd;

    Open(YamlNode node) {
      this.node = node;
      this.lastEnd = node.contentStart();
    }
  }

  DocumentParser(YamlText text, Format format) {
    this.text = text;
    this.format = format;
    this.scanner = new HelmScanner(text, format);
    this.documentEnd = text.length();
  }

  YamlDocument parse() throws UserException {
    try {
      ParserImpl events = new ParserImpl(scanner);
      boolean more = true;
      while (more) {
        more = take(events.getEvent());
      }
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
      int offset = mark == null ? scanner.offset() : offset(mark);
      throw invalid(offset, String.valueOf(e.getProblem()));
    } catch (ReaderException e) {
      throw invalid(
          text.firstUnprintable(),
          String.format("the character U+%04X is not allowed", e.getCodePoint()));
    } catch (YAMLException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw invalid(scanner.offset(), String.valueOf(e.getMessage()));
    }
    return new YamlDocument(text, rootOrNothing(), documentEnd);
  }

  private YamlNode rootOrNothing() throws UserException {
    if (scanner.directive() != null) {
      int directive = offset(scanner.directive().getStartMark());
      if (root == null || directive >= root.start()) {
        throw invalid(directive, "a directive without a document");
      }
    }
    if (root != null) {
      return root;
    }
    YamlNode.Properties none = new YamlNode.Properties(documentEnd, null, null);
    return new YamlScalar(none, documentEnd, documentEnd, "", ScalarStyle.PLAIN, null, true);
  }

  /** Takes one event; false for the last one. */
  private boolean take(Event event) throws UserException {
    switch (event.getEventId()) {
      case DocumentStart -> {
        if (root != null && format != Format.HELM) {
          throw invalid(
              offset(event.getStartMark()),
              "expected a single document in the stream but found another document");
        }
        if (root != null) {
          throw UserException.at(
              text.location(offset(event.getStartMark())),
              "a second YAML document begins here",
              "Helm reads only the first; keep one document in the file");
        }
      }
      case DocumentEnd -> {
        if (((DocumentEndEvent) event).getExplicit()) {
          documentEnd = offset(event.getStartMark());
        }
      }
      case Scalar -> place(scalar((ScalarEvent) event));
      case Alias -> place(alias((AliasEvent) event));
      case MappingStart -> begin(mapping((MappingStartEvent) event));
      case SequenceStart -> begin(sequence((SequenceStartEvent) event));
      case MappingEnd, SequenceEnd -> end(event);
      case StreamStart, StreamEnd, Comment -> {}
    }
    return event.getEventId() != Event.ID.StreamEnd;
  }

  private YamlScalar scalar(ScalarEvent event) {
    int start = offset(event.getStartMark());
    int end = offset(event.getEndMark());
    int contentStart = end;
    boolean missing = false;
    ScalarToken token = scanner.takeScalar();
    if (token != null) {
      contentStart = offset(token.getStartMark());
    } else if (event.getAnchor() == null && event.getTag() == null) {
      missing = !isBehindIndicator(event);
      if (missing && !open.isEmpty()) {
        start = open.getFirst().lastEnd;
        contentStart = start;
        end = start;
      }
    }
    BlockScalar block = null;
    if (event.getScalarStyle() == ScalarStyle.LITERAL
        || event.getScalarStyle() == ScalarStyle.FOLDED) {
      block = BlockScalar.of(text, contentStart, end, event.getValue());
      end = block.end();
    }
    YamlNode.Properties properties =
        new YamlNode.Properties(start, event.getAnchor(), event.getTag());
    return new YamlScalar(
        properties, contentStart, end, event.getValue(), event.getScalarStyle(), block, missing);
  }

  /** An empty value is marked behind its colon or dash; without one, at whatever follows. */
  private boolean isBehindIndicator(ScalarEvent event) {
    Token taken = scanner.taken();
    return taken != null
        && (taken.getTokenId() == Token.ID.Value || taken.getTokenId() == Token.ID.BlockEntry)
        && taken.getEndMark().getIndex() == event.getStartMark().getIndex();
  }

  private YamlAlias alias(AliasEvent event) throws UserException {
    int start = offset(event.getStartMark());
    YamlNode target = anchors.get(event.getAnchor());
    if (target == null) {
      throw invalid(start, "unknown anchor '" + event.getAnchor() + "'");
    }
    if (unfinished.contains(target)) {
      throw invalid(start, "anchor '" + event.getAnchor() + "' contains itself");
    }
    YamlAlias alias = new YamlAlias(start, offset(event.getEndMark()), target);
    target.addAlias(alias);
    return alias;
  }

  private YamlMapping mapping(MappingStartEvent event) {
    boolean flow = event.getFlowStyle() == FlowStyle.FLOW;
    int contentStart = offset(event.getEndMark()) - (flow ? 1 : 0);
    return new YamlMapping(
        new YamlNode.Properties(offset(event.getStartMark()), event.getAnchor(), event.getTag()),
        flow,
        contentStart,
        event.getEndMark().getColumn());
  }

  private YamlSequence sequence(SequenceStartEvent event) {
    return new YamlSequence(
        new YamlNode.Properties(offset(event.getStartMark()), event.getAnchor(), event.getTag()),
        offset(event.getEndMark()) - 1);
  }

  private void begin(YamlNode collection) throws UserException {
    if (open.size() == DEEPEST) {
      throw invalid(collection.start(), "more than " + DEEPEST + " levels of nesting");
    }
    refuseAsKey(collection);
    remember(collection);
    open.push(new Open(collection));
    unfinished.add(collection);
  }

  private void end(Event event) throws UserException {
    Open closed = open.pop();
    unfinished.remove(closed.node);
    int next = offset(event.getStartMark());
    // The end of a flow collection is a bracket; that of a block collection is what follows it.
    boolean bracket = next < text.length() && "]}".indexOf(text.chars().charAt(next)) >= 0;
    int end = bracket ? offset(event.getEndMark()) : closed.lastEnd;
    closed.node.endAt(end);
    if (closed.node instanceof YamlMapping mapping) {
      mapping.limitAt(next);
    }
    attach(closed.node);
  }

  private void place(YamlNode node) throws UserException {
    remember(node);
    attach(node);
  }

  private void attach(YamlNode node) throws UserException {
    Open holder = open.peek();
    if (holder == null) {
      root = node;
      return;
    }
    holder.lastEnd = Math.max(holder.lastEnd, node.end());
    if (holder.node instanceof YamlSequence sequence) {
      sequence.add(node);
    } else if (holder.key == null) {
      refuseAsKey(node);
      holder.key = node;
    } else if (holder.node instanceof YamlMapping mapping) {
      YamlEntry entry = new YamlEntry(holder.key, node);
      refuseBadMerge(entry);
      mapping.add(entry);
      holder.key = null;
    }
  }

  private void remember(YamlNode node) throws UserException {
    if (format.refusesType(node.tag())) {
      throw invalid(node.start(), "Global tag is not allowed: " + node.tag());
    }
    if (node.anchor() != null) {
      anchors.put(node.anchor(), node);
    }
  }

  /** Most often a mapping as a key is {@code {{ .Values.x }}} without quotes. */
  private void refuseAsKey(YamlNode node) throws UserException {
    Open holder = open.peek();
    if (holder != null && holder.node instanceof YamlMapping && holder.key == null) {
      if (!(node.resolved() instanceof YamlScalar key)) {
        throw invalid(node.start(), node.kind() + " as a key");
      }
      if (key.isNull()) {
        throw invalid(node.start(), "a key that is empty or null");
      }
    }
  }

  private void refuseBadMerge(YamlEntry entry) throws UserException {
    if (entry.isMerge() && !Merges.isSource(entry.value())) {
      throw invalid(entry.value().start(), "a merge key takes a mapping or a list of mappings");
    }
  }

  private UserException invalid(int offset, String problem) {
    int inside = Math.min(Math.max(offset, 0), text.length());
    return UserException.at(text.location(inside), format.invalid(problem), format.hint());
  }

  private int offset(Mark mark) {
    return text.offset(mark);
  }
}
