package chartbot.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/**
 * That the quick reader finds what SnakeYAML finds, or nothing, in lines put together at random.
 */
class BlockReaderPropertiesTest {

  /** Pieces that make sense of each other, or nonsense, depending on what is around them. */
  private static final List<String> PIECES =
      List.of(
          "a: 1",
          "b: x y",
          "c:",
          "c: ",
          "d: # none",
          "e: 1 # one",
          "f: a#b",
          "g: \"x\"",
          "h: 'x'",
          "i: 'it''s'",
          "j: \"\\n\"",
          "k: {}",
          "l: []",
          "m: {} # none",
          "n: [1, 2]",
          "o: {a: 1}",
          "- 1",
          "- a: 1",
          "- a:",
          "-",
          "- # none",
          "- - 1",
          "- {}",
          "-   b: 2",
          "- \"x\" ",
          "- -1",
          "# comment",
          "",
          "   ",
          "\t",
          "x",
          "\"y\"",
          "{}",
          "*x",
          "&x",
          "p: |",
          "p: |-",
          "p: >+",
          "p: |2",
          "- |",
          "- a: |",
          "text: in it",
          "q: \"open",
          "shut\"",
          "q: 'open",
          "shut'",
          "r: {a: 1,",
          "b: 2}",
          "r: [",
          "]",
          "s: &x",
          "s: &x 1",
          "t: *x",
          "<<: *x",
          "u: !t v",
          "? a",
          ": b",
          "---",
          "--- # begins",
          "...",
          "%YAML 1.1",
          "null: 1",
          "~: 1",
          "-a: 1",
          "v: -",
          "v: - a",
          "w: a: b",
          "w : a",
          "w:x",
          "w:#x",
          "\"w\": 1",
          "'w':",
          "w: @x",
          "w: %x",
          "w:\tx",
          "w: x\t",
          "w: x\t# c",
          "w: \"x\ty\"",
          "\u00e9: 1",
          "w: \u00fc\u20ac",
          "w: \ud83d\ude00",
          "\ud83d\ude00: 1",
          "w: \ufeff",
          "w: \u0085",
          "w: \u2028x",
          "w: \u0007",
          "w: x\r",
          "w: =",
          "w: ~",
          "w: <<",
          "w: \"x\"y",
          "w: \"x\"#y",
          "{{ x }}: 1",
          "w: {{ x }}",
          "x/y.z-1: 2",
          "w: 'x' # c",
          "w: a  ",
          "w: [] x",
          "! a",
          "w: ?",
          "w: ? a");

  private static final List<String> ENTRIES =
      List.of(
          "a: 1",
          "b:\n  c: 2\n  d:\n  - e\n  - f: 3\n    g: 4\n  h: \"i\"",
          "j:\n- k\n-\n- l:\n    m",
          "# n\n\n  # o",
          "p: |\n  q\n\n   # r\n\ns: >-\n  t\n  u",
          "v: {w: 1, x: [2,\n 3]}",
          "y: z\n  z\n\n  z",
          "aa: \"b\n  c\"",
          "dd: &d {e: 1}\nff: *d\ngg:\n  <<: *d\n  e: 2",
          "hh:\n  - |\n    i\n  - >\n   j\n  - - k\n    - l",
          "\"m\": 'n''o'",
          "pp:\n    q:\n        r: 1\n    s: 2",
          "tt:\n  - u: [\n      1]\n    v: w\n  - x",
          "yy: \"\\u00e9\"\nzz:",
          "? a\n: b",
          "---",
          "ab: !t c");

  @Property
  void whatIsReadIsWhatSnakeYamlReads(@ForAll("texts") String chars) {
    assertSameIfRead(chars);
    Statistics.coverage(read -> read.check(true).percentage(share -> share > 10));
  }

  /** Entries that are right as they stand, and up to three lines that are put among them. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> stray =
        Combinators.combine(Arbitraries.of(0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 6), Arbitraries.of(PIECES))
            .as((indent, piece) -> " ".repeat(indent) + piece);
    Arbitrary<List<String>> entries = Arbitraries.of(ENTRIES).list().ofMinSize(1).ofMaxSize(6);
    Arbitrary<List<String>> strays = stray.list().ofMaxSize(3);
    return Combinators.combine(entries, strays, Arbitraries.randoms(), Arbitraries.of("", "\n"))
        .as(BlockReaderPropertiesTest::text);
  }

  private static String text(
      List<String> entries, List<String> strays, Random random, String lastBreak) {
    List<String> lines = new ArrayList<>(String.join("\n", entries).lines().toList());
    for (String stray : strays) {
      lines.add(random.nextInt(lines.size() + 1), stray);
    }
    return String.join("\n", lines) + lastBreak;
  }

  private static void assertSameIfRead(String chars) {
    YamlText text;
    try {
      text = YamlText.decode("f.yaml", chars.getBytes(UTF_8));
    } catch (UserException e) {
      throw new AssertionError(chars, e);
    }
    Optional<YamlDocument> read = new BlockReader(text).read();
    Statistics.collect(read.isPresent());
    if (read.isPresent()) {
      try {
        YamlDocument snake = new DocumentParser(text).parse();
        assertThat(SameNodes.in(read.get().root(), snake.root())).as("'" + chars + "'").isTrue();
        assertThat(read.get().end()).as("'" + chars + "'").isEqualTo(snake.end());
      } catch (UserException e) {
        throw new AssertionError("'" + chars + "'", e);
      }
    }
  }
}
