package chartbot.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/** Compares the nodes of two readings of one text, with their places in it. */
final class SameNodes {

  private record Pair(YamlNode one, YamlNode other) {}

  private SameNodes() {}

  /** Whether all nodes below two others, and these, are the same. */
  static boolean in(YamlNode one, YamlNode other) {
    Deque<Pair> todo = new ArrayDeque<>();
    todo.push(new Pair(one, other));
    while (!todo.isEmpty()) {
      Pair pair = todo.pop();
      if (!isSame(pair.one, pair.other, todo)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(YamlNode one, YamlNode other, Deque<Pair> todo) {
    if (one.start() != other.start()
        || one.contentStart() != other.contentStart()
        || one.end() != other.end()
        || !Objects.equals(one.anchor(), other.anchor())
        || !Objects.equals(one.tag(), other.tag())
        || one.aliases().size() != other.aliases().size()) {
      return false;
    }
    if (one instanceof YamlScalar scalar && other instanceof YamlScalar same) {
      return scalar.value().equals(same.value())
          && scalar.style() == same.style()
          && scalar.isMissing() == same.isMissing()
          && Objects.equals(scalar.block(), same.block());
    }
    if (one instanceof YamlSequence list && other instanceof YamlSequence same) {
      boolean alike = list.items().size() == same.items().size();
      for (int i = 0; alike && i < list.items().size(); i++) {
        todo.push(new Pair(list.items().get(i), same.items().get(i)));
      }
      return alike;
    }
    if (one instanceof YamlMapping mapping && other instanceof YamlMapping same) {
      return isSame(mapping, same, todo);
    }
    return one instanceof YamlAlias alias
        && other instanceof YamlAlias same
        && alias.target().start() == same.target().start();
  }

  private static boolean isSame(YamlMapping one, YamlMapping other, Deque<Pair> todo) {
    boolean alike =
        one.isFlow() == other.isFlow()
            && one.column() == other.column()
            && one.limit() == other.limit()
            && one.entries().size() == other.entries().size()
            && one.merges().size() == other.merges().size();
    for (int i = 0; alike && i < one.entries().size(); i++) {
      todo.push(new Pair(one.entries().get(i).keyNode(), other.entries().get(i).keyNode()));
      todo.push(new Pair(one.entries().get(i).value(), other.entries().get(i).value()));
    }
    return alike;
  }
}
