package chartbot.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chartbot.error.UserException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

  private static String laughs() {
    StringBuilder text = new StringBuilder("a0: &a0 ha\n");
    for (int i = 1; i < 40; i++) {
      text.append(String.format("a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1));
    }
    return text.toString();
  }
}
