package chartbot.yaml;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects changes of one document and makes them in one pass over its text. */
public final class YamlEditor {

  private final YamlDocument document;
  private final Map<YamlNode, ScalarReplacement> replacements = new HashMap<>();
  private final Map<YamlNode, Addition> additions = new HashMap<>();
  private final Map<YamlNode, Removal> removals = new HashMap<>();

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
          scalar, "conflicting values requested here", "request them one after the other");
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

  /**
   * Takes an entry out, with the comments that belong to it and the blank lines that separated it.
   *
   * @param above what goes of the lines right above it
   * @throws UserException when that cannot be done without changing other data
   */
  public void remove(YamlMapping mapping, YamlEntry entry, Above above) throws UserException {
    SharedData.refuse(document, mapping, entry.key());
    removals.computeIfAbsent(mapping, node -> new Removal(document, mapping)).add(entry, above);
  }

  /** What goes of the lines right above an entry that is removed. */
  public enum Above {
    NOTHING,
    BLANK_LINES,
    /** Comments in the entry's column, and blank lines above those. */
    COMMENTS
  }

  /** Whether entries can be added: a mapping, or nothing at all. */
  public static boolean isExtensible(YamlNode node) {
    return node instanceof YamlMapping || (node instanceof YamlScalar scalar && scalar.isNull());
  }

  /**
   * Makes all changes, and proves that the new text holds them and nothing else.
   *
   * @return the file's new bytes
   * @throws UserException when the text leaves no safe place for an entry, or has one that makes
   *     edits unsafe
   * @throws IllegalStateException when the edit is not what it claims to be, which is a bug
   */
  public byte[] apply() throws UserException {
    List<TextEdit> edits = edits();
    YamlText after = document.text().with(TextEdit.apply(document.text().chars(), edits));
    byte[] bytes = after.encode();
    try {
      proof().check(after, edits);
    } catch (IllegalStateException bug) {
      throw document.text().brittlePlace().orElseThrow(() -> bug);
    }
    return bytes;
  }

  /** What the changes do to the text. */
  List<TextEdit> edits() throws UserException {
    List<TextEdit> edits = new ArrayList<>();
    for (ScalarReplacement replacement : replacements.values()) {
      edits.add(replacement.edit());
    }
    List<Addition> innermostFirst = new ArrayList<>(additions.values());
    innermostFirst.sort(
        Comparator.comparingInt((Addition addition) -> addition.target().start()).reversed());
    for (Addition addition : innermostFirst) {
      addition.write(edits);
    }
    for (Removal removal : removals.values()) {
      removal.write(edits);
    }
    return edits;
  }

  Proof proof() {
    return new Proof(document, replacements, additions, removals);
  }
}
