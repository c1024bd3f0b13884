package chartbot.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDataTest {

  @Test
  void documentsAreMapsListsAndScalars() throws Exception {
    assertThat(YamlData.documents("x.yaml", "a: [1, &b {c: d}, *b]\n---\ntext\n"))
        .containsExactly(
            Map.of("a", List.of(1, Map.of("c", "d"), Map.of("c", "d"))), (Object) "text");
  }

  @Test
  void manyAliasesOfLittleDataAreRead() throws Exception {
    String text = "a: &a {b: c}\nlist: [" + "*a, ".repeat(20_000) + "]\n";

    assertThat(YamlData.documents("x.yaml", text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"&a [*a]", "a: &a {b: {c: *a}}", "LAUGHS"})
  void dataThatWouldNeverEndIsRefused(String text) {
    assertThatThrownBy(() -> YamlData.documents("x.yaml", text.replace("LAUGHS", laughs())))
        .isInstanceOf(UserException.class)
        .hasMessage("x.yaml:1:1: the aliases stand for too much data, or for themselves");
  }

  @Test
  void dataThatIsTooDeepIsRefused() {
    assertThatThrownBy(() -> YamlData.documents("x.yaml", "[".repeat(100_000)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("not valid YAML");
  }

  @Test
  void aKeyThatIsNoScalarIsRefused() {
    assertThatThrownBy(() -> YamlData.documents("x.yaml", laughs() + "? *a39\n: x\n"))
        .isInstanceOf(UserException.class)
        .hasMessage("x.yaml: not valid YAML: a key that is no scalar");
  }

  /** Followed one by one there would be a million million of them. */
  @Test
  @Timeout(60)
  void mergeKeysWithinMergeKeysAreFollowedOnce() throws Exception {
    String text = "{x: y}";
    for (int i = 0; i < 40; i++) {
      text = "{<<: [&a" + i + " " + text + ", *a" + i + "]}";
    }

    assertThat(YamlData.documents("x.yaml", text)).containsExactly(Map.of("x", "y"));
  }

  @Test
  @Timeout(60)
  void mergeKeysThatBringTooMuchAreRefused() {
    String keys =
        IntStream.range(0, 10_000).mapToObj(i -> "k" + i + ": 1, ").collect(Collectors.joining());
    String text = "a: &a {" + keys + "}\nb:\n  <<: [" + "*a, ".repeat(10_000) + "]\n";

    assertThatThrownBy(() -> YamlData.documents("x.yaml", text))
        .isInstanceOf(UserException.class)
        .hasMessage("x.yaml:3:3: not valid YAML: merge keys bring too much data");
  }

  @Test
  void whatAMergeKeyBringsStaysWithTheMappingThatIsMerged() throws Exception {
    String text = "b: {<<: &a1 {<<: &a0 {x: 1}}, y: 2}\nc: *a1\n";

    assertThat(YamlData.documents("x.yaml", text))
        .containsExactly(Map.of("b", Map.of("x", 1, "y", 2), "c", Map.of("x", 1)));
  }

  /** SnakeYAML copies the whole token for each thousand of its characters. */
  @ParameterizedTest
  @ValueSource(strings = {"# x", "a: x", "a: 'x", "? x"})
  @Timeout(60)
  void aLineOfMegabytesIsRefused(String start) {
    String text = "b: c\n" + start + "x".repeat(5_000_000) + "\n";

    assertThatThrownBy(() -> YamlData.documents("x.yaml", text))
        .isInstanceOf(UserException.class)
        .hasMessage("x.yaml:2:1: a line of more than 1048576 characters");
    assertThatThrownBy(() -> YamlDocument.parse("x.yaml", text.getBytes(UTF_8)))
        .isInstanceOf(UserException.class)
        .hasMessage("x.yaml:2:1: a line of more than 1048576 characters");
  }

  private static String laughs() {
    StringBuilder text = new StringBuilder("a0: &a0 ha\n");
    for (int i = 1; i < 40; i++) {
      text.append(String.format("a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1));
    }
    return text.toString();
  }
}
