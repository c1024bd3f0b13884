package chartbot.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which part of a text the proof of an edit reads, and what it refuses. */
class ProofTest {

  private static final String TAG = "1.2.3-4";
  private static final String NEW_TAG = "2.0.0-1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\n<b: 1.2.3-4\n>c: 2\n",
        "a: 1\n<b: 1.2.3-4>",
        "images:\n  x:\n    name: x\n<    tag: 1.2.3-4\n\n    # next\n>    pull: 1\n  y: 2\nb: 3\n",
        "images:\n<  x:\n    name: x\n    tag: 1.2.3-4\n>  y: 2\nb: 3\n",
        "<images:\n  x:\n    name: x\n    tag: 1.2.3-4\n>b: 3\n",
        "x: &a\n  y: 1\n<b: 1.2.3-4\n>c: *a\n",
        "%TAG ! x,\n---\n!t\n<b: 1.2.3-4\n>c: 1\n",
        "b: |+\n  x\n\n\n<'c': 1.2.3-4\n>\"d\": 1\n",
        "\uFEFFa: 1\r\n<b: 1.2.3-4\r\n>c: 2\r\n",
        "a: \tx\n<b: 1.2.3-4\n>c:\tx\n",
        "<same: 1.2.3-4\n>same: 1\n",
      })
  void readsOnlyTheLinesOfTheEntriesThatChange(String marked) throws UserException {
    String lines = marked.replace(TAG, NEW_TAG);
    String section = lines.substring(lines.indexOf('<') + 1, lines.indexOf('>'));
    Edit edit = new Edit(marked.replaceAll("[<>]", ""));

    assertThat(edit.sections()).containsExactly(section);
    assertThat(edit.proof().holdsInSections(edit.after(), edit.spans())).isTrue();
    assertThat(edit.proof().holdsInWhole(edit.after())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1.2.3-4\n...\n", // an explicit end
        "{a: 1.2.3-4}\n", // in braces
        "- a: 1\n  b: 1.2.3-4\n  c: 1\n", // a list
        "? a\n: 1.2.3-4\n", // an indicator in front of the key
        "? a\n: b\n? c\n: 1.2.3-4\n",
        "a: 1.2.3-4\n? b\n: c\n", // and behind the section
        "a: &x 1.2.3-4\nb: 1\n", // knows of its surroundings
        "a: !t 1.2.3-4\nb: 1\n",
        "x: &x 1\na: {b: *x, c: 1.2.3-4}\nb: 1\n",
        "x: &x {}\na: {<<: *x, c: 1.2.3-4}\nb: 1\n",
        "a: 1.2.3-4 #\ttab\nb: 1\n",
        "1.2.3-4", // no mapping
      })
  void readsTheWholeTextWhereASectionIsNoProof(String before) throws UserException {
    Edit edit = new Edit(before);

    assertThat(edit.proof().holdsInSections(edit.after(), edit.spans())).isFalse();
    edit.proof().check(edit.after(), edit.spans());
  }

  @Test
  void readsASectionForEachOfSeveralChanges() throws UserException {
    YamlDocument document =
        YamlDocument.parse(
            "f.yaml", "a:\n  b: 1\n  c: 2\n  d: 3\n  e: 4\nf: 5\ng: 6\n".getBytes(UTF_8));
    YamlEditor editor = new YamlEditor(document);
    YamlMapping root = (YamlMapping) document.root();
    YamlMapping a = (YamlMapping) root.entries().get(0).value();
    editor.replace((YamlScalar) a.entries().get(2).value(), "xxx");
    editor.replace((YamlScalar) a.entries().get(0).value(), "x");
    editor.append(root, NewEntry.of("new", "y"));

    List<TextEdit> spans = editor.spans();

    assertThat(sections(document, spans)).containsExactly("  b: 1\n", "  d: 3\n", "g: 6\n");
    YamlText after = document.text().with(TextEdit.apply(document.text().chars(), spans));
    assertThat(editor.proof().holdsInSections(after, spans)).isTrue();
    assertThat(editor.proof().holdsInWhole(after)).isTrue();
  }

  @Test
  void readsTheWholeMappingThatGrows() throws UserException {
    YamlDocument document =
        YamlDocument.parse("f.yaml", "a: 1\nb:\n  c: 2\n  d: 3\ne: 4\n".getBytes(UTF_8));
    YamlEditor editor = new YamlEditor(document);
    editor.append(((YamlMapping) document.root()).entries().get(1).value(), NewEntry.of("n", "y"));
    List<TextEdit> spans = editor.spans();
    YamlText after = document.text().with(TextEdit.apply(document.text().chars(), spans));

    assertThat(sections(document, spans)).containsExactly("b:\n  c: 2\n  d: 3\n");
    assertThat(editor.proof().holdsInSections(after, spans)).isTrue();
  }

  /** The text in the place of the tag, as a bug might have it. */
  static Stream<String> damaged() {
    return Stream.of(
        NEW_TAG + "0",
        NEW_TAG + "\nx: 1",
        NEW_TAG + "\n  x: 1",
        NEW_TAG + "\n---",
        NEW_TAG + "\n--- ",
        NEW_TAG + "\n%TAG",
        NEW_TAG + "\n- x",
        NEW_TAG + "\n ? x",
        NEW_TAG + " more",
        NEW_TAG + "\n    more",
        "'" + NEW_TAG,
        "\"" + NEW_TAG,
        "|\n    " + NEW_TAG,
        "{" + NEW_TAG,
        "[" + NEW_TAG + "]",
        "&a " + NEW_TAG,
        "!t " + NEW_TAG,
        "*a",
        "1.2",
        TAG,
        "");
  }

  @ParameterizedTest
  @MethodSource("damaged")
  void refusesADamagedValue(String damage) throws UserException {
    for (String before :
        List.of(
            "x: 1\nb: 1.2.3-4\nc: 2\n", "x:\n  b: 1.2.3-4\n  c: 2\nd: 1\n", "x: 1\nb: 1.2.3-4\n")) {
      refuses(new Edit(before), TAG, damage);
    }
  }

  @Test
  void refusesAValueThatReachesIntoTheNextLine() throws UserException {
    refuses(new Edit("a: 1.2.3-4\nb: 1\n"), TAG + "\n", NEW_TAG);
    refuses(new Edit("a: 1.2.3-4\nb: 1\n"), TAG, NEW_TAG + "\n...");
    refuses(new Edit("a: 1.2.3-4 # x\nb: 1\n"), TAG + " # x\n", NEW_TAG + " # ");
    refuses(new Edit("a:\n  x: 1.2.3-4\n  y: 1\n"), TAG + "\n", NEW_TAG + "\n ");
  }

  @Test
  void refusesChangesThatAreNotMadeWhereTheyShould() throws UserException {
    Edit edit = new Edit("a: 1.2.3-4\nb: 5\nc: 1\n");
    List<TextEdit> elsewhere = List.of(new TextEdit(14, 15, "6"));
    YamlText after = edit.document.text().with("a: 1.2.3-4\nb: 6\nc: 1\n");

    assertThat(edit.proof().holdsInSections(after, elsewhere)).isFalse();
    assertThatThrownBy(() -> edit.proof().check(after, elsewhere))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWhatChangesOutsideTheSpans() throws UserException {
    Edit edit = new Edit("a: 1.2.3-4\nb: 5 # x\nc: 1\n");
    for (String after :
        List.of(
            "a: 2.0.0-1\nb: 5 # y\nc: 1\n",
            "a: 2.0.0-1\nb: 5 # x\nc: 1\n\n",
            "a: 2.0.0-1\nb: 5 # x\nc: 1")) {
      assertThatThrownBy(() -> edit.proof().check(edit.document.text().with(after), edit.spans()))
          .hasMessageContaining("text outside the edit would change");
    }
  }

  private static void refuses(Edit edit, String place, String damage) {
    int at = edit.document.text().chars().indexOf(place);
    List<TextEdit> spans = List.of(new TextEdit(at, at + place.length(), damage));
    YamlText after = edit.document.text().with(TextEdit.apply(edit.document.text().chars(), spans));

    assertThat(edit.proof().holdsInSections(after, spans)).as(after.chars()).isFalse();
    assertThatThrownBy(() -> edit.proof().check(after, spans))
        .as(after.chars())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("f.yaml: the edit failed its proof, nothing was written");
  }

  private static List<String> sections(YamlDocument document, List<TextEdit> spans) {
    return Section.around(document, spans).stream()
        .map(section -> document.text().chars().substring(section.start(), section.end()))
        .toList();
  }

  /** A text in which the one scalar that is a certain tag gets another one. */
  private static final class Edit {
    final YamlDocument document;
    final YamlEditor editor;

    Edit(String before) throws UserException {
      document = YamlDocument.parse("f.yaml", before.getBytes(UTF_8));
      editor = new YamlEditor(document);
      editor.replace(Objects.requireNonNull(tag(document.root())), NEW_TAG);
    }

    List<TextEdit> spans() throws UserException {
      return editor.spans();
    }

    Proof proof() {
      return editor.proof();
    }

    YamlText after() throws UserException {
      return document.text().with(TextEdit.apply(document.text().chars(), spans()));
    }

    List<String> sections() throws UserException {
      return ProofTest.sections(document, spans()).stream()
          .map(lines -> lines.replace(TAG, NEW_TAG))
          .toList();
    }

    private static @Nullable YamlScalar tag(YamlNode node) {
      Stream<YamlNode> inner =
          node instanceof YamlMapping mapping
              ? mapping.entries().stream().map(YamlEntry::value)
              : node instanceof YamlSequence list ? list.items().stream() : Stream.empty();
      return node instanceof YamlScalar scalar && scalar.value().equals(TAG)
          ? scalar
          : inner.map(Edit::tag).filter(Objects::nonNull).findFirst().orElse(null);
    }
  }
}
