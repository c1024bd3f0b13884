package chartbot.yaml;

import chartbot.failure.UserException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Shows that an edit is what it claims to be: the new text's data is the old data plus exactly the
 * changes, and the bytes outside the spans are the same.
 */
final class Proof {

  private final YamlDocument before;
  private final Map<YamlNode, ScalarReplacement> replacements;
  private final Map<YamlNode, Addition> additions;
  private final Deque<Pair> open = new ArrayDeque<>();

  /** A node before and after. */
  private record Pair(YamlNode before, YamlNode after) {}

  Proof(
      YamlDocument before,
      Map<YamlNode, ScalarReplacement> replacements,
      Map<YamlNode, Addition> additions) {
    this.before = before;
    this.replacements = replacements;
    this.additions = additions;
  }

  /**
   * Checks the new text.
   *
   * @throws IllegalStateException when the edit is not what it claims: a bug of this package
   */
  void check(YamlText after, List<Span> spans) {
    String restored = Span.restore(before.text().chars(), after.chars(), spans);
    require(restored.equals(before.text().chars()), "text outside the edit would change");
    YamlDocument document;
    try {
      document = YamlDocument.parse(after);
    } catch (UserException e) {
      throw bug("the new text would be refused: " + e.what(), e);
    }
    open.push(new Pair(before.root(), document.root()));
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      compare(pair.before, pair.after);
    }
  }

  private void compare(YamlNode old, YamlNode now) {
    require(Objects.equals(old.anchor(), now.anchor()), "an anchor would change");
    require(Objects.equals(old.tag(), now.tag()), "a type would change");
    Addition addition = additions.get(old);
    if (addition != null) {
      compareGrown(old, now, addition.entries());
    } else if (old instanceof YamlMapping oldMap && now instanceof YamlMapping nowMap) {
      compareEntries(oldMap.entries(), nowMap.entries(), 0);
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
      compareScalars(oldScalar, nowScalar);
    } else {
      throw bug(old.kind() + " would become " + now.kind(), null);
    }
  }

  private void compareScalars(YamlScalar old, YamlScalar now) {
    ScalarReplacement replacement = replacements.get(old);
    if (replacement == null) {
      require(old.value().equals(now.value()), "another value would change");
      require(old.isPlain() == now.isPlain(), "another value would change its type");
    } else {
      require(now.isText(), "the new value would not be a text");
      require(now.value().equals(replacement.value()), "the new value would be another one");
    }
  }

  private void compareGrown(YamlNode old, YamlNode now, List<NewEntry> added) {
    if (!(now instanceof YamlMapping nowMap)) {
      throw bug("the new entries would not be found", null);
    }
    List<YamlEntry> own = old instanceof YamlMapping mapping ? mapping.entries() : List.of();
    compareEntries(own, nowMap.entries(), added.size());
    int from = own.size();
    for (int i = 0; i < added.size(); i++) {
      compareNew(added.get(i), nowMap.entries().get(from + i));
    }
  }

  private void compareEntries(List<YamlEntry> old, List<YamlEntry> now, int added) {
    require(old.size() + added == now.size(), "a mapping would change its size");
    for (int i = 0; i < old.size(); i++) {
      open.push(new Pair(old.get(i).keyNode(), now.get(i).keyNode()));
      open.push(new Pair(old.get(i).value(), now.get(i).value()));
    }
  }

  private void compareNew(NewEntry wanted, YamlEntry found) {
    require(found.keyNode() instanceof YamlScalar key && key.isText(), "a new key is no text");
    require(found.key().equals(wanted.key()), "a new key is another one");
    if (wanted.value() instanceof NewEntry.Text text) {
      require(
          found.value() instanceof YamlScalar scalar
              && scalar.isText()
              && scalar.value().equals(text.text()),
          "a new value is another one");
    } else if (wanted.value() instanceof NewEntry.Entries entries) {
      if (!(found.value() instanceof YamlMapping mapping)
          || mapping.entries().size() != entries.list().size()) {
        throw bug("a new mapping is another one", null);
      }
      for (int i = 0; i < entries.list().size(); i++) {
        compareNew(entries.list().get(i), mapping.entries().get(i));
      }
    }
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw bug(otherwise, null);
    }
  }

  private IllegalStateException bug(String reason, @Nullable Throwable cause) {
    return new IllegalStateException(
        before.text().file() + ": the edit failed its proof, nothing was written: " + reason,
        cause);
  }
}
