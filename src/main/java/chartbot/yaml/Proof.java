package chartbot.yaml;

import chartbot.error.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows that an edit is what it claims to be: the new text's data is the old data plus exactly the
 * changes, and the bytes outside the spans are the same.
 *
 * <p>Of a long text it reads only the {@link Section}s with changes, each as a text of its own, and
 * that shows as much. The old text was read whole, so at a key that begins a line in the column of
 * its block mapping the scanner has no open braces and no possible key, and the innermost open
 * collection is that mapping. Whatever a token or an indentation means depends on nothing else, and
 * what the section begins with, up to the end of its first key, is untouched. So the section reads
 * alone as it does in its place, unless it knows of its surroundings (anchors, types and their
 * directives, tabs), or its end does: braces, quotes and lines further left that it leaves open or
 * brings in fail alone; {@code ...} and a missing line break are asked for. Behind it the scanner
 * is where it was before the edit, so the rest reads as before. A text that these rules do not fit,
 * or a section that fails, is read whole. SnakeYAML reads, whatever {@link BlockReader} can.
 */
final class Proof {

  /** What the same characters can mean something else behind: anchors, aliases, types, tabs. */
  private static final String DEPENDENT = "&*!\t";

  private final YamlDocument before;
  private final Map<YamlNode, ScalarReplacement> replacements;
  private final Map<YamlNode, Addition> additions;

  Proof(
      YamlDocument before,
      Map<YamlNode, ScalarReplacement> replacements,
      Map<YamlNode, Addition> additions) {
    this.before = before;
    this.replacements = replacements;
    this.additions = additions;
  }

  /**
   * Checks the new text. Where assertions are on, as in tests, sections are checked against the
   * whole text.
   *
   * @throws IllegalStateException when the edit is not what it claims: a bug of this package
   */
  void check(YamlText after, List<TextEdit> spans) {
    if (!TextEdit.leaveTheRest(before.text().chars(), after.chars(), spans)) {
      throw failure("text outside the edit would change");
    }
    if (holdsInSections(after, spans)) {
      assert holdsInWhole(after) : "the sections hold, the whole text does not";
    } else {
      checkWhole(after);
    }
  }

  /** Whether the sections show it; if not, the whole text may. */
  boolean holdsInSections(YamlText after, List<TextEdit> spans) {
    Comparison comparison = comparison();
    List<TextEdit> inOrder = TextEdit.sorted(spans);
    int done = 0;
    int shift = 0;
    try {
      for (Section section : Section.around(before, spans)) {
        int start = section.start() + shift;
        while (done < inOrder.size() && inOrder.get(done).end() <= section.end()) {
          shift += inOrder.get(done).growth();
          done++;
        }
        int end = section.end() + shift;
        Optional<YamlMapping> alone = readAlone(section, after, start, end);
        if (alone.isEmpty()) {
          return false;
        }
        comparison.compare(section.mapping(), section.entries(), alone.get().entries());
      }
      comparison.end();
      return done > 0;
    } catch (UserException | IllegalStateException e) {
      return false; // the whole text shows why
    }
  }

  /** What is in a section of the new text, if it would be the same in its place. */
  static Optional<YamlMapping> readAlone(Section section, YamlText after, int start, int end)
      throws UserException {
    String lines = after.chars().substring(start, end);
    boolean whole = end == after.length() || after.isLineStart(end);
    if (!whole || lines.chars().anyMatch(c -> DEPENDENT.indexOf(c) >= 0)) {
      return Optional.empty();
    }
    YamlDocument alone = new DocumentParser(after.with(lines)).parse();
    return alone.root() instanceof YamlMapping mapping
            && !mapping.isFlow()
            && mapping.column() == section.mapping().column()
            && alone.end() == lines.length()
        ? Optional.of(mapping)
        : Optional.empty();
  }

  /** Whether the whole text shows it. */
  boolean holdsInWhole(YamlText after) {
    try {
      checkWhole(after);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private void checkWhole(YamlText after) {
    Comparison comparison = comparison();
    try {
      comparison.compare(before.root(), new DocumentParser(after).parse().root());
    } catch (UserException e) {
      IllegalStateException failure = failure("the new text would be refused: " + e.what());
      failure.initCause(e);
      throw failure;
    }
    comparison.end();
  }

  private Comparison comparison() {
    return new Comparison(before.text().file(), replacements, additions);
  }

  private IllegalStateException failure(String reason) {
    return Comparison.failure(before.text().file(), reason);
  }
}
