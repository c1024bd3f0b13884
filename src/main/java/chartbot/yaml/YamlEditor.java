package chartbot.yaml;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects changes of one document and makes them in one pass over its text. */
public final class YamlEditor {

  private final YamlDocument document;
  private final Map<YamlNode, ScalarReplacement> replacements = new HashMap<>();
  private final Map<YamlNode, Addition> additions = new HashMap<>();

  public YamlEditor(YamlDocument document) {
    this.document = document;
  }

  /**
   * Gives a scalar another text; quotes, anchor, type and comment stay.
   *
   * @throws UserException when that cannot be done without changing other data
   */
  public void replace(YamlScalar scalar, String text) throws UserException {
    ScalarReplacement replacement = ScalarReplacement.of(document, scalar, text);
    SharedData.refuse(document, scalar, null);
    ScalarReplacement other = replacements.put(scalar, replacement);
    if (other != null && !other.equals(replacement)) {
      throw document.refusal(
          scalar, "two different texts are asked for here", "ask for them one after the other");
    }
  }

  /**
   * Adds an entry behind the last one of a mapping, or to what is empty, null or {@code {}}.
   *
   * @throws UserException when that cannot be done without changing other data
   */
  public void append(YamlNode target, NewEntry entry) throws UserException {
    if (!isExtensible(target)) {
      throw new IllegalArgumentException("nothing can be added to " + target.kind());
    }
    SharedData.refuse(document, target, entry.key());
    additions.computeIfAbsent(target, node -> new Addition(document, node)).add(entry);
  }

  /** Whether entries can be added: a mapping, or nothing at all. */
  public static boolean isExtensible(YamlNode node) {
    return node instanceof YamlMapping || (node instanceof YamlScalar scalar && scalar.isNull());
  }

  /** A file's new bytes, and the proof that they are the old ones with all changes made. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Edited(byte[] bytes, PendingProof proof) {}

  /**
   * Makes all changes.
   *
   * @throws UserException when the text leaves no safe place for an entry
   */
  public Edited apply() throws UserException {
    List<TextEdit> spans = spans();
    YamlText after = document.text().with(TextEdit.apply(document.text().chars(), spans));
    return new Edited(after.encode(), PendingProof.begin(() -> prove(after, spans)));
  }

  /** What the changes do to the text. */
  List<TextEdit> spans() throws UserException {
    List<TextEdit> spans = new ArrayList<>();
    for (ScalarReplacement replacement : replacements.values()) {
      spans.add(replacement.span());
    }
    List<Addition> innermostFirst = new ArrayList<>(additions.values());
    innermostFirst.sort(
        Comparator.comparingInt((Addition addition) -> addition.target().start()).reversed());
    for (Addition addition : innermostFirst) {
      addition.write(spans);
    }
    return spans;
  }

  Proof proof() {
    return new Proof(document, replacements, additions);
  }

  private @Nullable Void prove(YamlText after, List<TextEdit> spans) throws UserException {
    try {
      proof().check(after, spans);
      return null;
    } catch (IllegalStateException bug) {
      throw document.text().brittlePlace().orElseThrow(() -> bug);
    }
  }
}
