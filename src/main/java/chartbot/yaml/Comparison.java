package chartbot.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares nodes before and after an edit: they differ in its changes and in nothing else. */
final class Comparison {

  private final String file;
  private final Map<YamlNode, ScalarReplacement> replacements;
  private final Map<YamlNode, Addition> additions;
  private final Deque<Pair> open = new ArrayDeque<>();
  private int found;

  /** A node before and after. */
  private record Pair(YamlNode before, YamlNode after) {}

  Comparison(
      String file,
      Map<YamlNode, ScalarReplacement> replacements,
      Map<YamlNode, Addition> additions) {
    this.file = file;
    this.replacements = replacements;
    this.additions = additions;
  }

  /**
   * Compares a node and all that it holds.
   *
   * @throws IllegalStateException when they differ in something else
   */
  void compare(YamlNode old, YamlNode now) {
    open.push(new Pair(old, now));
    compareOpen();
  }

  /**
   * Compares entries that stand side by side, the last ones of a mapping where it grows.
   *
   * @throws IllegalStateException when they differ in something else
   */
  void compare(YamlMapping holder, List<YamlEntry> old, List<YamlEntry> now) {
    YamlNode lastOfAll = holder.entries().get(holder.entries().size() - 1).keyNode();
    boolean last = old.get(old.size() - 1).keyNode() == lastOfAll;
    compareEntries(old, now, last ? added(holder) : List.of());
    compareOpen();
  }

  /**
   * Ends the comparison.
   *
   * @throws IllegalStateException when a change was not among what was compared
   */
  void end() {
    require(found == replacements.size() + additions.size(), "a change would not be made");
  }

  private void compareOpen() {
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      compareOne(pair.before, pair.after);
    }
  }

  private void compareOne(YamlNode old, YamlNode now) {
    require(Objects.equals(old.anchor(), now.anchor()), "an anchor would change");
    require(Objects.equals(old.tag(), now.tag()), "a type would change");
    ScalarReplacement replacement = replacements.get(old);
    found += replacement == null ? 0 : 1;
    if (additions.containsKey(old)) {
      require(now instanceof YamlMapping, "the new entries would not be found");
      compareEntries(entriesOf(old), entriesOf(now), added(old));
    } else if (old instanceof YamlMapping && now instanceof YamlMapping) {
      compareEntries(entriesOf(old), entriesOf(now), List.of());
    } else if (old instanceof YamlSequence oldList && now instanceof YamlSequence nowList) {
      require(oldList.items().size() == nowList.items().size(), "a list would change its length");
      for (int i = 0; i < oldList.items().size(); i++) {
        open.push(new Pair(oldList.items().get(i), nowList.items().get(i)));
      }
    } else if (old instanceof YamlAlias oldAlias && now instanceof YamlAlias nowAlias) {
      require(
          Objects.equals(oldAlias.target().anchor(), nowAlias.target().anchor()),
          "an alias would change");
    } else if (old instanceof YamlScalar oldScalar && now instanceof YamlScalar nowScalar) {
      compareScalars(oldScalar, nowScalar, replacement);
    } else {
      throw failure(file, old.kind() + " would become " + now.kind());
    }
  }

  private List<NewEntry> added(YamlNode holder) {
    Addition addition = additions.get(holder);
    if (addition == null) {
      return List.of();
    }
    found++;
    return addition.entries();
  }

  private static List<YamlEntry> entriesOf(YamlNode node) {
    return node instanceof YamlMapping mapping ? mapping.entries() : List.of();
  }

  private void compareScalars(
      YamlScalar old, YamlScalar now, @Nullable ScalarReplacement replacement) {
    if (replacement == null) {
      require(old.value().equals(now.value()), "another value would change");
      require(old.isPlain() == now.isPlain(), "another value would change its type");
    } else {
      require(now.isText(), "the new value would not be a text");
      require(now.value().equals(replacement.value()), "the new value would be another one");
    }
  }

  private void compareEntries(List<YamlEntry> old, List<YamlEntry> now, List<NewEntry> added) {
    require(old.size() + added.size() == now.size(), "a mapping would change its size");
    for (int i = 0; i < old.size(); i++) {
      open.push(new Pair(old.get(i).keyNode(), now.get(i).keyNode()));
      open.push(new Pair(old.get(i).value(), now.get(i).value()));
    }
    for (int i = 0; i < added.size(); i++) {
      compareNew(added.get(i), now.get(old.size() + i));
    }
  }

  private void compareNew(NewEntry wanted, YamlEntry now) {
    require(now.keyNode() instanceof YamlScalar key && key.isText(), "a new key is no text");
    require(now.key().equals(wanted.key()), "a new key is another one");
    if (wanted.value() instanceof NewEntry.Text text) {
      require(
          now.value() instanceof YamlScalar scalar
              && scalar.isText()
              && scalar.value().equals(text.text()),
          "a new value is another one");
    } else if (wanted.value() instanceof NewEntry.Entries entries) {
      require(
          now.value() instanceof YamlMapping mapping
              && mapping.entries().size() == entries.list().size(),
          "a new mapping is another one");
      for (int i = 0; i < entries.list().size(); i++) {
        compareNew(entries.list().get(i), entriesOf(now.value()).get(i));
      }
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw failure(file, otherwise);
    }
  }

  static IllegalStateException failure(String file, String reason) {
    return new IllegalStateException(
        file + ": the edit failed its proof, nothing was written: " + reason);
  }
}
