package chartbot.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** That the proof of an edit passes what is right, and refuses what a bug might make of it. */
class ProofTest {

  private static final String TAG = "1.2.3-4";
  private static final String NEW_TAG = "2.0.0-1";

  /** What makes another thing of the text around it. */
  private static final List<String> BITS =
      List.of(
          "\n",
          " ",
          "  ",
          "'",
          "\"",
          "|",
          ">",
          "{",
          "}",
          "[",
          ",",
          ":",
          ": ",
          "- ",
          "? ",
          "#",
          " # ",
          "&a ",
          "*a",
          "!t ",
          "---\n",
          "...\n",
          "<<: {a: b}",
          "a",
          "x: y\n",
          "\n\n",
          "\nx: y\n",
          "\n  x: y",
          "~",
          "null",
          "\u0085",
          "\uD83D\uDE80");

  @SuppressWarnings("StringConcatToTextBlock") // its blank lines are what matters
  private static final String RICH =
      "a: &x 1\n"
          + "list:\n- p: 1\n  q: [2, 3]\n- r\n"
          + "images:\n  x:\n    name: x\n    tag: 1.2.3-4 # c\n\n    # next\n    pull: 'y'\n"
          + "keep: |+\n  text\n\n"
          + "flow: {m: 1,\n n: *x}\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\nb: 1.2.3-4\nc: 2\n",
        "a: 1.2.3-4\n...\n",
        "{a: 1.2.3-4}\n",
        "- a: 1\n  b: 1.2.3-4\n  c: 1\n",
        "? a\n: 1.2.3-4\n",
        "a: &x 1.2.3-4\nb: 1\n",
        "a: !t 1.2.3-4\nb: 1\n",
        "x: &x {}\na: {<<: *x, c: 1.2.3-4}\nb: 1\n",
        "%TAG ! x,\n---\n!t\nb: 1.2.3-4\nc: 1\n",
        "b: |+\n  x\n\n\n'c': 1.2.3-4\n\"d\": 1\n",
        "\uFEFFa: 1\r\nb: 1.2.3-4\r\nc: 2\r\n",
        "a: \tx\nb: 1.2.3-4\nc:\tx\n",
        "same: 1.2.3-4\nsame: 1\n",
        "1.2.3-4",
        RICH
      })
  void passesWhatIsRight(String before) throws UserException {
    Edit edit = new Edit(before);

    edit.proof().check(edit.after(), edit.edits());
  }

  @Test
  void takesTheDepthThatHelmTakes() throws UserException {
    StringBuilder deep = new StringBuilder("t: 1.2.3-4\n");
    for (int level = 0; level < 3000; level++) {
      deep.append(" ".repeat(level)).append("a:\n");
    }
    Edit edit = new Edit(deep.toString());

    assertThat(new String(edit.editor.apply(), UTF_8)).startsWith("t: 2.0.0-1\na:\n a:\n");
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
    refuses(new Edit("a: 1.2.3-4 # x\nb: 1\n"), TAG + " # x\n", NEW_TAG + " # ");
    refuses(new Edit("a:\n  x: 1.2.3-4\n  y: 1\n"), TAG + "\n", NEW_TAG + "\n ");
  }

  @Test
  void refusesChangesThatAreNotMadeWhereTheyShould() throws UserException {
    Edit edit = new Edit("a: 1.2.3-4\nb: 5\nc: 1\n");
    List<TextEdit> elsewhere = List.of(new TextEdit(14, 15, "6"));
    YamlText after = edit.document.text().with("a: 1.2.3-4\nb: 6\nc: 1\n");

    assertThatThrownBy(() -> edit.proof().check(after, elsewhere))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWhatChangesOutsideTheEdits() throws UserException {
    Edit edit = new Edit("a: 1.2.3-4\nb: 5 # x\nc: 1\n");
    for (String after :
        List.of(
            "a: 2.0.0-1\nb: 5 # y\nc: 1\n",
            "a: 2.0.0-1\nb: 5 # x\nc: 1\n\n",
            "a: 2.0.0-1\nb: 5 # x\nc: 1")) {
      assertThatThrownBy(() -> edit.proof().check(edit.document.text().with(after), edit.edits()))
          .hasMessageContaining("text outside the edit would change");
    }
  }

  /** Two or more changes near the right one: what passes must load as the right one does. */
  @Property
  void whatPassesLoadsAsTheRightEditDoes(@ForAll Random random) throws UserException {
    Edit edit = new Edit(RICH);
    Object right = load(edit.after().chars());
    List<TextEdit> edits = new ArrayList<>(edit.edits());
    for (int i = random.nextInt(3); i >= 0; i--) {
      int start = random.nextInt(RICH.length());
      int end = Math.min(RICH.length(), start + random.nextInt(3));
      String bit = BITS.get(random.nextInt(BITS.size()));
      if (edits.stream().allMatch(other -> end < other.start() || other.end() < start)) {
        edits.add(new TextEdit(start, end, bit));
      }
    }
    YamlText after = edit.document.text().with(TextEdit.apply(RICH, edits));
    try {
      edit.proof().check(after, edits);
    } catch (IllegalStateException refused) {
      return;
    }
    assertThat(load(after.chars())).as(after.chars()).isEqualTo(right);
  }

  private static @Nullable Object load(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  private static void refuses(Edit edit, String place, String damage) {
    int at = edit.document.text().chars().indexOf(place);
    List<TextEdit> edits = List.of(new TextEdit(at, at + place.length(), damage));
    YamlText after = edit.document.text().with(TextEdit.apply(edit.document.text().chars(), edits));

    assertThatThrownBy(() -> edit.proof().check(after, edits))
        .as(after.chars())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("f.yaml: the edit failed its proof, nothing was written");
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

    List<TextEdit> edits() throws UserException {
      return editor.edits();
    }

    Proof proof() {
      return editor.proof();
    }

    YamlText after() throws UserException {
      return document.text().with(TextEdit.apply(document.text().chars(), edits()));
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
