package chartbot.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergesTest {

  @Test
  void aChainOfMergeKeysMayBeLong() throws Exception {
    StringBuilder text = new StringBuilder("a0: &a0 {x: deep}\n");
    for (int i = 1; i <= 20_000; i++) {
      text.append(String.format("a%d: &a%d\n  <<: *a%d\n", i, i, i - 1));
    }
    YamlDocument document = parse(text.toString());
    YamlMapping root = (YamlMapping) document.root();
    YamlMapping last = (YamlMapping) root.withKey("a20000").get(0).value();

    assertThat(document.effective(last, "x").map(node -> ((YamlScalar) node).value()))
        .contains("deep");
    assertThat(document.effective(last, "y")).isEmpty();
    assertThat(document.merged(last)).hasSize(20_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{x: own, <<: *a}           | a",
        "{<<: *a, x: own}           | own",
        "{<<: *a, <<: *b}           | b",
        "{<<: [*a, *b]}             | a",
        "{<<: [*none, *b, *a]}      | b",
        "{<<: *b, <<: *none}        | b",
        "{<<: {<<: *b, x: inner}}   | inner",
        "{<<: {x: inner, <<: *b}}   | b",
      })
  void whatIsFurtherBelowWinsAndOfAListTheFirst(String mapping, String value) throws Exception {
    YamlDocument document =
        parse("a: &a {x: a}\nb: &b {x: b}\nnone: &none {}\nm: " + mapping + "\n");
    YamlMapping root = (YamlMapping) document.root();
    YamlMapping merged = (YamlMapping) root.withKey("m").get(0).value();

    assertThat(document.effective(merged, "x").map(node -> ((YamlScalar) node).value()))
        .contains(value);
  }

  private static YamlDocument parse(String text) throws Exception {
    return YamlDocument.parse("values.yaml", text.getBytes(StandardCharsets.UTF_8));
  }
}
