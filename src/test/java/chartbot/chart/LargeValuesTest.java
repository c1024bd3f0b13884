package chartbot.chart;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.UserException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file beyond SnakeYAML's own limit of 3 MB of characters is edited as any other. */
class LargeValuesTest {

  private static final int SNAKE_YAML_LIMIT = 3 * 1024 * 1024;
  private static final int IMAGES = 8_000;
  private static final String LONG = "a/rather/long/path/".repeat(16);

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void bumpsAndAnAdditionChangeNothingElse(String lineBreak) throws UserException {
    String head =
        lines(lineBreak, "# \uD83D\uDE80 values", "global:", "  registry: r", "", "images:");
    String tail = lines(lineBreak, "", "# the last section", "replicas: 0755");
    StringBuilder before = new StringBuilder(head);
    StringBuilder expected = new StringBuilder(head);
    for (int i = 0; i < IMAGES; i++) {
      before.append(entry(lineBreak, i, "1.2.3-4"));
      expected.append(entry(lineBreak, i, i % 100 == 7 ? "2.0.0-1" : "1.2.3-4"));
    }
    expected.append(lines(lineBreak, "  new:", "    name: new", "    tag: \"3.0.0-1\""));
    before.append(tail);
    expected.append(tail).append(lines(lineBreak, "", "new-job:", "  name: new"));
    expected.append(lines(lineBreak, "  restartPolicy: OnFailure"));
    assertThat(before.length()).isGreaterThan(SNAKE_YAML_LIMIT);
    List<String> words = new ArrayList<>();
    for (int i = 7; i < IMAGES; i += 100) {
      words.add("service-" + i + ":2.0.0-1");
    }
    words.add("new:3.0.0-1");
    MapChart chart = new MapChart().with("values.yaml", before.toString());

    EditedValues.files(chart, GoldenRequest.of(words)).forEach(chart::apply);

    assertThat(differenceFrom(expected.toString(), chart.text("values.yaml"))).isEmpty();
    assertThat(EditedValues.files(chart, GoldenRequest.of(words)).isEmpty()).isTrue();
  }

  /** The first line that differs: showing all of such texts takes minutes. */
  private static String differenceFrom(String expected, String text) {
    int at = 0;
    while (at < Math.min(expected.length(), text.length())
        && expected.charAt(at) == text.charAt(at)) {
      at++;
    }
    return expected.equals(text)
        ? ""
        : at + ": " + text.substring(at, Math.min(at + 80, text.length()));
  }

  private static String entry(String lineBreak, int number, String tag) {
    return lines(
        lineBreak,
        "  service-" + number + ": # runs service " + number,
        "    enabled: true",
        "    registry: \"registry.example.com/" + LONG + "\"",
        "    note: '\uD83D\uDE80 tag: 1.2.3-4'",
        "    name: service-" + number,
        "    tag: \"" + tag + "\"  # keep");
  }

  private static String lines(String lineBreak, String... lines) {
    return String.join(lineBreak, lines) + lineBreak;
  }
}
