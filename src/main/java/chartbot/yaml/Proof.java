package chartbot.yaml;

import chartbot.error.UserException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows that an edit is what it claims to be: the new text parses, its data is the old data plus
 * exactly the changes, and the characters outside the edits are the same. It works with a stack of
 * its own, so that it takes any depth.
 */
final class Proof {

  private final YamlDocument before;
  private final Map<YamlNode, ScalarReplacement> replacements;
  private final Map<YamlNode, Addition> additions;
  private final Map<YamlNode, Removal> removals;
  private final Deque<Pair> open = new ArrayDeque<>();
  private int found;

  /** A node before and after. */
  private record Pair(YamlNode before, YamlNode after) {}

  Proof(
      YamlDocument before,
      Map<YamlNode, ScalarReplacement> replacements,
      Map<YamlNode, Addition> additions,
      Map<YamlNode, Removal> removals) {
    this.before = before;
    this.replacements = replacements;
    this.additions = additions;
    this.removals = removals;
  }

  /**
   * Checks the new text; once only.
   *
   * @throws IllegalStateException when the edit is not what it claims: a bug of this package
   */
  void check(YamlText after, List<TextEdit> edits) {
    require(
        TextEdit.leaveTheRest(before.text().chars(), after.chars(), edits),
        "text outside the edit would change");
    YamlDocument now;
    try {
      now = YamlDocument.parse(after);
    } catch (UserException e) {
      IllegalStateException failure = failure("the new text would be refused: " + e.message());
      failure.initCause(e);
      throw failure;
    }
    open.push(new Pair(before.root(), now.root()));
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      compare(pair.before, pair.after);
    }
    require(
        found == replacements.size() + additions.size() + removals.size(),
        "a change would not be made");
  }

  private void compare(YamlNode old, YamlNode now) {
    require(Objects.equals(old.anchor(), now.anchor()), "an anchor would change");
    require(Objects.equals(old.tag(), now.tag()), "a type would change");
    ScalarReplacement replacement = replacements.get(old);
    Addition addition = additions.get(old);
    Removal removal = removals.get(old);
    found += (replacement == null ? 0 : 1) + (addition == null ? 0 : 1) + (removal == null ? 0 : 1);
    if (addition != null || removal != null) {
      List<NewEntry> added = addition == null ? List.of() : addition.entries();
      List<YamlEntry> kept =
          entriesOf(old).stream().filter(e -> removal == null || !removal.removes(e)).toList();
      boolean empty = kept.isEmpty() && added.isEmpty();
      require(
          now instanceof YamlMapping
              || (empty && now instanceof YamlScalar nothing && nothing.isNull()),
          "a mapping would be lost");
      compareEntries(kept, entriesOf(now), added);
    } else if (old instanceof YamlMapping && now instanceof YamlMapping) {
      compareEntries(entriesOf(old), entriesOf(now), List.of());
    } else if (old instanceof YamlSequence oldList && now instanceof YamlSequence nowList) {
      require(oldList.items().size() == nowList.items().size(), "a list would change its length");
      for (int i = 0; i < oldList.items().size(); i++) {
        open.push(new Pair(oldList.items().get(i), nowList.items().get(i)));
      }
    } else if (old instanceof YamlAlias oldAlias && now instanceof YamlAlias nowAlias) {
      require(
          Objects.equals(oldAlias.resolved().anchor(), nowAlias.resolved().anchor()),
          "an alias would change");
    } else if (old instanceof YamlScalar oldScalar && now instanceof YamlScalar nowScalar) {
      compareScalars(oldScalar, nowScalar, replacement);
    } else {
      throw failure(old.kind() + " would become " + now.kind());
    }
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

  private void require(boolean holds, String reason) {
    if (!holds) {
      throw failure(reason);
    }
  }

  private IllegalStateException failure(String reason) {
    return new IllegalStateException(
        before.text().file() + ": the edit failed its proof, nothing was written: " + reason);
  }
}
