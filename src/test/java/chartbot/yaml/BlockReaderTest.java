package chartbot.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.UserException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the quick reader finds what SnakeYAML finds, or leaves it to SnakeYAML. */
class BlockReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\n",
        "a: 1",
        "---\na: 1\n",
        "a:\nb:\n",
        "a:\n  b:\n    c: 1\n\n# end\n",
        "a:\n- 1\n- 2\nb:\n  - x: 1\n    y: 2\n  -\n  - z:\n",
        "- a\n- b: 1\n",
        "a: \"x\" # c\nb: 'y'\nc: {}\nd: []\n",
        "a: 1\nb: |\n  x\n\n  # y\n\nc: 2\n",
        "a:\n  - |\n    x\n  - y\nb: [1,\n  2]\n",
        "a: x\n  y\nb: 2\n",
        "a:\n- x\n  y\n- z\nb: 2\n",
        "\"a\": 1\nb: \"x\\n\"\n",
        "a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n",
        "a:\n  b:\n    - c: [1]\n      d: 2\n  e: 3\n",
        "a:\n- b\n? c\n" // which is not the list's end
      })
  void usualLinesAndUnusualEntriesAmongThemAreReadAsSnakeYamlReadsThem(String chars)
      throws Exception {
    YamlText text = YamlText.decode("f.yaml", chars.getBytes(UTF_8));

    Optional<YamlDocument> read = new BlockReader(text).read();

    assertThat(read).isPresent();
    assertSame(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only\n",
        "x\n",
        "{a: 1}\n",
        "a: 1\r\n",
        "  a: 1\n",
        "a: 1\n---\nb: 2\n",
        "---\n---\na: 1\n",
        "%YAML 1.1\n---\na: 1\n",
        "a: 1\n  b: 2\n",
        "a:\n    b: 1\n  c: 2\n",
        "a: 1\n- b\n",
        "- a\nb: 1\n",
        "a: \"x\nb: 1\n",
        "a: *x\n",
        "a: \u0007\n",
        "null: 1\n",
        "a:\n\t- 1\n"
      })
  void whatIsWrongOrStrangeIsLeftToSnakeYaml(String chars) throws Exception {
    YamlText text = YamlText.decode("f.yaml", chars.getBytes(UTF_8));

    assertThat(new BlockReader(text).read()).isEmpty();
  }

  @Test
  void depthNeedsNoStack() throws Exception {
    StringBuilder deep = new StringBuilder();
    for (int level = 0; level < 3000; level++) {
      deep.append(" ".repeat(level)).append("a:\n");
    }
    YamlText text = YamlText.decode("f.yaml", deep.toString().getBytes(UTF_8));

    assertThat(new BlockReader(text).read()).isPresent();
    assertSame(text);
  }

  private static void assertSame(YamlText text) throws UserException {
    YamlNode read = new BlockReader(text).read().orElseThrow().root();
    assertThat(SameNodes.in(read, new DocumentParser(text).parse().root())).isTrue();
  }
}
