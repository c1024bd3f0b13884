package chartbot.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * What a section shows alone holds for the whole text, whatever is done to it: tried on damaged
 * texts, in the build always on the same, in the profile {@code fuzz} on ever new and far more.
 */
class ProofPropertiesTest {

  private static final String FIXED = "20261123";
  private static final int DAMAGES = 50;
  private static final int NEAR = 30;
  private static final long SHIFT =
      Boolean.getBoolean("chartbot.fuzz") ? System.nanoTime() * 0x9E3779B97F4A7C15L : 0;

  /** What makes another thing of the text around it. */
  private static final List<String> BITS =
      List.of(
          "\n",
          "\r\n",
          "\r",
          " ",
          "  ",
          "    ",
          "\t",
          "'",
          "\"",
          "|",
          ">",
          "|+\n",
          "|-",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          ": ",
          "- ",
          "-",
          "? ",
          "?",
          "#",
          " # ",
          "&a ",
          "*a",
          "!t ",
          "!!str ",
          "%",
          "%TAG ! x\n",
          "---",
          "---\n",
          "--- ",
          "...",
          "...\n",
          "... ",
          "<<: ",
          "<<: {a: b}",
          "a",
          "x: y",
          "x: y\n",
          "\nx: y\n",
          "\n x: y",
          "\n  x: y",
          "\n\n",
          "\u0085",
          "\u2028",
          "\uFEFF",
          "\\",
          "@",
          "`",
          "~",
          "null",
          "\uD83D\uDE80",
          "\"\n",
          "'\n",
          "{\n",
          "}\n");

  /** Shapes that meet at the border of two sections. */
  private static final List<String> SHAPES =
      List.of(
          "a: 1\n",
          "b:\n  c: 1\n  d: 2\n\n  e:\n    f: g\n  # end\n",
          "list:\n- a: 1\n  b: 2\n- c\n",
          "list2:\n  - a: 1\n    b: 2\n\n  - - x\n",
          "keep: |+\n  text\n\n\n",
          "text: |\n  a: b\n   c\n",
          "folded: >-\n  a\n\n  b\n",
          "deep:\n  block: |2\n     x\n   y\n  next: 1\n",
          "empty:\n",
          "plain: a\n  b\n\n  c\n",
          "quoted: \"a\n  b\"\n",
          "'single': 'it''s'\n",
          "flow: {a: 1,\n b: [x,\n y]}\n",
          "? long\n: value\n",
          "? alone\n",
          "? deep\n: a: 1\n  b: 2\n",
          "%x: 1\n",
          "anchored: &a\n  k: v\n",
          "merged:\n  <<: {k: v}\n  own: 1\n",
          "typed: !t text\n",
          "---x: 1\n",
          "tab:\t1\n",
          "crlf: 1\r\nnext: 2\r\n",
          "nested:\n    one:\n        two: 3\n        four: 5\n    six: 7\n",
          "# comment\n",
          "\n",
          "same: 1\nsame: 2\n");

  /** A failure names the seed that leads to it. */
  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().map(seed -> seed ^ SHIFT);
  }

  @Property(seed = FIXED)
  void whatASectionReadsAsAloneItReadsAsInItsPlace(@ForAll("seeds") long seed)
      throws IOException, URISyntaxException {
    Random random = new Random(seed);
    Optional<YamlDocument> before = document(random);
    for (int i = 0; before.isPresent() && i < DAMAGES; i++) {
      List<TextEdit> spans = new ArrayList<>();
      for (int n = random.nextInt(3); n >= 0; n--) {
        damage(before.get().text(), place(before.get().text(), random), random)
            .filter(span -> isFree(span, spans))
            .ifPresent(spans::add);
      }
      check(before.get(), spans);
    }
  }

  @Property(seed = FIXED)
  void aSectionDoesNotPassADamagedEditThatTheWholeTextRefuses(@ForAll("seeds") long seed)
      throws IOException, URISyntaxException {
    Random random = new Random(seed);
    Optional<YamlDocument> before = document(random);
    if (before.isEmpty()) {
      return;
    }
    YamlEditor editor = new YamlEditor(before.get());
    List<TextEdit> edit = edit(editor, before.get(), random);
    for (int i = 0; !edit.isEmpty() && i < DAMAGES; i++) {
      List<TextEdit> spans = new ArrayList<>(edit);
      TextEdit near = spans.get(random.nextInt(spans.size()));
      if (random.nextBoolean()) {
        YamlText inner = before.get().text().with(near.text());
        int at = random.nextInt(near.text().length() + 1);
        TextEdit damage = damage(inner, at, random).orElse(new TextEdit(at, at, "x"));
        String damaged = TextEdit.apply(near.text(), List.of(damage));
        spans.set(spans.indexOf(near), new TextEdit(near.start(), near.end(), damaged));
      } else {
        int at = near.start() - NEAR + random.nextInt(2 * NEAR + near.end() - near.start());
        damage(before.get().text(), at, random)
            .filter(span -> isFree(span, edit))
            .ifPresent(spans::add);
      }
      YamlText after = before.get().text().with(TextEdit.apply(before.get().text().chars(), spans));
      Proof proof = editor.proof();
      if (proof.holdsInSections(after, spans)) {
        assertThat(proof.holdsInWhole(after)).as("'%s' from %s", after.chars(), spans).isTrue();
      }
    }
  }

  /** The properties would hold too if no section ever showed anything. */
  @Test
  void mostEditsAreShownBySections() throws IOException, URISyntaxException {
    int edits = 0;
    int shown = 0;
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      Optional<YamlDocument> before = document(random);
      if (before.isPresent()) {
        YamlEditor editor = new YamlEditor(before.get());
        List<TextEdit> spans = edit(editor, before.get(), random);
        YamlText after = before.get().text().with(TextEdit.apply(before.get().text().chars(), spans));
        edits += spans.isEmpty() ? 0 : 1;
        shown += editor.proof().holdsInSections(after, spans) ? 1 : 0;
      }
    }
    assertThat(edits).isGreaterThan(100);
    assertThat(shown).isGreaterThan(edits / 2);
  }

  private static Optional<YamlDocument> document(Random random)
      throws IOException, URISyntaxException {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(3) == 0) {
      List<Path> golden = golden();
      text.append(Files.readString(golden.get(random.nextInt(golden.size()))));
    } else {
      for (int i = random.nextInt(6); i >= 0; i--) {
        text.append(SHAPES.get(random.nextInt(SHAPES.size())));
      }
      if (random.nextInt(3) == 0) {
        text = new StringBuilder("top:\n  " + text.toString().replaceAll("\n(?=.)", "\n  "));
        text.append("last: 1\n");
      }
      if (random.nextInt(8) == 0) {
        text.setLength(text.length() - 1);
      }
    }
    try {
      return Optional.of(YamlDocument.parse("f.yaml", text.toString().getBytes(UTF_8)));
    } catch (UserException refusal) {
      return Optional.empty();
    }
  }

  private static List<Path> golden() throws IOException, URISyntaxException {
    Path values = Path.of(Objects.requireNonNull(YamlText.class.getResource("/values")).toURI());
    try (Stream<Path> cases = Files.list(values)) {
      return cases
          .sorted()
          .map(directory -> directory.resolve("input.yaml"))
          .filter(ProofPropertiesTest::isUtf8)
          .toList();
    }
  }

  private static boolean isUtf8(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return Arrays.equals(new String(bytes, UTF_8).getBytes(UTF_8), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<TextEdit> edit(YamlEditor editor, YamlDocument document, Random random) {
    List<YamlNode> nodes = new ArrayList<>();
    collect(document.root(), nodes);
    try {
      for (int i = random.nextInt(2); i >= 0; i--) {
        YamlNode node = nodes.get(random.nextInt(nodes.size()));
        if (YamlEditor.isExtensible(node) && random.nextInt(4) > 0) {
          editor.append(node, NewEntry.of("new", NewEntry.of("tag", "1.2.3-4")));
        } else if (node instanceof YamlScalar scalar) {
          editor.replace(scalar, "9.8.7");
        }
      }
      List<TextEdit> spans = editor.spans();
      TextEdit.apply(document.text().chars(), spans);
      return spans;
    } catch (UserException | IllegalStateException refusal) {
      return List.of();
    }
  }

  private static void collect(YamlNode node, List<YamlNode> found) {
    found.add(node);
    if (node instanceof YamlMapping mapping) {
      mapping.entries().forEach(entry -> collect(entry.value(), found));
    } else if (node instanceof YamlSequence list) {
      list.items().forEach(item -> collect(item, found));
    }
  }

  private static Optional<TextEdit> damage(YamlText text, int at, Random random) {
    int end = at + (random.nextBoolean() ? 0 : 1 + random.nextInt(3));
    String bit = random.nextInt(4) == 0 ? "" : BITS.get(random.nextInt(BITS.size()));
    return at < 0 || end > text.length() || splits(text, at) || splits(text, end)
        ? Optional.empty()
        : Optional.of(new TextEdit(at, end, bit));
  }

  /** Any offset, often that of a line: there one section ends and the next one begins. */
  private static int place(YamlText text, Random random) {
    int at = random.nextInt(text.length() + 1);
    return random.nextBoolean() ? at : text.nextLine(at);
  }

  private static boolean splits(YamlText text, int at) {
    return at < text.length() && Character.isLowSurrogate(text.chars().charAt(at));
  }

  private static boolean isFree(TextEdit span, List<TextEdit> others) {
    return others.stream()
        .allMatch(other -> span.end() < other.start() || other.end() < span.start());
  }

  /** Reads the sections alone and, where they can be, the whole text, and compares. */
  private static void check(YamlDocument before, List<TextEdit> spans) {
    YamlText after = before.text().with(TextEdit.apply(before.text().chars(), spans));
    Map<YamlMapping, List<YamlEntry>> expected = new HashMap<>();
    int shift = 0;
    try {
      List<Section> sections = Section.around(before, spans);
      for (int i = sections.size() - 1; i >= 0; i--) {
        // From the end: what stands behind has its place from there.
        Section section = sections.get(i);
        int end = after.length() - (before.text().length() - section.end()) - shift;
        int growth =
            spans.stream()
                .filter(span -> span.start() >= section.changes().start())
                .filter(span -> span.end() <= section.changes().end())
                .mapToInt(TextEdit::growth)
                .sum();
        int start = section.start() + end - section.end() - growth;
        Optional<YamlMapping> alone = Proof.readAlone(section, after, start, end);
        if (alone.isEmpty() || !comparesAlike(before, section, alone.get())) {
          return;
        }
        shift += growth;
        List<YamlEntry> entries =
            new ArrayList<>(expected.getOrDefault(section.mapping(), section.mapping().entries()));
        int first = section.mapping().entries().indexOf(section.entries().get(0));
        entries.subList(first, first + section.entries().size()).clear();
        entries.addAll(first, alone.get().entries());
        expected.put(section.mapping(), entries);
      }
    } catch (UserException refusal) {
      return;
    }
    if (!spans.isEmpty() && !expected.isEmpty()) {
      try {
        assertSame(
            before.root(), YamlDocument.parse(after).root(), expected, after.chars() + spans);
      } catch (UserException e) {
        throw new AssertionError("'" + after.chars() + "' from " + spans, e);
      }
    }
  }

  /** What the comparison with the old nodes asks for besides: the first key, and all anchors. */
  private static boolean comparesAlike(YamlDocument before, Section section, YamlMapping alone) {
    String lines = before.text().chars().substring(section.start(), section.end());
    return lines.indexOf('&') < 0
        && alone.entries().get(0).key().equals(section.entries().get(0).key());
  }

  private static void assertSame(
      YamlNode wanted, YamlNode now, Map<YamlMapping, List<YamlEntry>> expected, String what) {
    assertThat(now.getClass()).as(what).isEqualTo(wanted.getClass());
    assertThat(now.anchor()).as(what).isEqualTo(wanted.anchor());
    assertThat(now.tag()).as(what).isEqualTo(wanted.tag());
    if (wanted instanceof YamlMapping mapping && now instanceof YamlMapping nowMapping) {
      List<YamlEntry> entries = expected.getOrDefault(mapping, mapping.entries());
      assertThat(nowMapping.entries()).as(what).hasSameSizeAs(entries);
      for (int i = 0; i < entries.size(); i++) {
        YamlEntry entry = nowMapping.entries().get(i);
        assertSame(entries.get(i).keyNode(), entry.keyNode(), expected, what);
        assertSame(entries.get(i).value(), entry.value(), expected, what);
      }
    } else if (wanted instanceof YamlSequence list && now instanceof YamlSequence nowList) {
      assertThat(nowList.items()).as(what).hasSameSizeAs(list.items());
      for (int i = 0; i < list.items().size(); i++) {
        assertSame(list.items().get(i), nowList.items().get(i), expected, what);
      }
    } else if (wanted instanceof YamlScalar scalar && now instanceof YamlScalar nowScalar) {
      assertThat(nowScalar.value()).as(what).isEqualTo(scalar.value());
      assertThat(nowScalar.style()).as(what).isEqualTo(scalar.style());
    } else if (wanted instanceof YamlAlias alias && now instanceof YamlAlias nowAlias) {
      assertThat(nowAlias.target().anchor()).as(what).isEqualTo(alias.target().anchor());
    }
  }
}
