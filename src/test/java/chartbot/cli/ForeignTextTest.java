package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ImageChange;
import chartbot.error.EnvironmentException;
import chartbot.error.PrintableText;
import chartbot.lifecycle.ProposedChange;
import chartbot.target.Target;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers and charts say reaches terminal and reports as text that nothing obeys. */
class ForeignTextTest extends CommandLineTest {

  /** A screen that is cleared, a line that is written over, words that run backwards. */
  private static final String HOSTILE =
      "1\u001b[2J\u009b31m\u0007\r"
          + "ok\u202Egnp\u2066\u2028\u2029\u0085\u007f\u0000\uDB40\uDC41\uD800";

  @BeforeEach
  void aConfiguration() throws IOException {
    configure(
        """
        gerrit: {url: https://gerrit.example.com/}
        targets:
          - {name: one, project: charts/one}
          - {name: two, project: charts/two}
        """);
    parts.answers.put("one", (target, request) -> hostile(target));
    parts.answers.put(
        "two",
        (target, request) -> {
          throw EnvironmentException.permanent(
              "refused: " + HOSTILE, "ask " + HOSTILE, new IOException(HOSTILE + "\nerror: more"));
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingHostileReachesTheTerminal(boolean colored) {
    update(colored, "-v", "init:1.0.0-2");

    assertNothingIsObeyed(shown(out));
    assertNothingIsObeyed(shown(err));
    assertThat(shown(out)).contains("\\u001b[2J\\u009b31m\\u0007\\rok\\u202egnp");
    assertThat(shown(err))
        .contains("error: refused: 1\\u001b[2J")
        .contains("hint: ask 1\\u001b[2J");
    assertThat(shown(err)).contains("\\nerror: more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-v"})
  void noLineOfAForeignMessageLooksLikeOneOfChartbot(String verbose) {
    String lines = "parse error\nerror: all is lost\r\nhint: run rm -rf\n\n- pushed\nwarning: x";
    parts.answers.put(
        "two",
        (target, request) -> {
          throw EnvironmentException.permanent(lines, lines, new IOException(lines));
        });

    update(false, verbose.isEmpty() ? "--target=two" : "-v", "init:1.0.0-2");

    assertThat(shown(err))
        .contains("error: parse error\n  error: all is lost\r\n  hint: run rm -rf\n\n  - pushed\n")
        .contains("hint: parse error\n  error: all is lost");
    assertThat(shown(err).lines().filter(line -> line.startsWith("error: "))).hasSize(1);
    assertThat(shown(err).lines().filter(line -> line.startsWith("hint: "))).hasSize(1);
    assertThat(shown(err).lines()).noneMatch(line -> line.matches("(warning:|- pushed).*"));
  }

  @Test
  void nothingHostileReachesTheReports() throws IOException {
    update(false, "--report-dir", folder.resolve("report").toString(), "init:1.0.0-2");

    for (String name : List.of("report.json", "report.html", "artifact.properties")) {
      assertNothingIsObeyed(Files.readString(folder.resolve("report").resolve(name)));
    }
    JsonObject target =
        JsonParser.parseString(Files.readString(folder.resolve("report/report.json")))
            .getAsJsonObject()
            .getAsJsonArray("targets")
            .get(0)
            .getAsJsonObject();
    assertThat(target.get("diff").getAsString()).isEqualTo(diff());
    Properties properties = new Properties();
    properties.load(
        new StringReader(Files.readString(folder.resolve("report/artifact.properties"))));
    assertThat(properties.getProperty("GERRIT_URL")).isEqualTo(PrintableText.line("u" + HOSTILE));
  }

  private void update(boolean colored, String... arguments) {
    parts.environment.put("TERM", "dumb".repeat(colored ? 0 : 1));
    run(colored, "update", arguments);
  }

  /** What was printed, without the colours that are chartbot's own and what erases its own line. */
  private static String shown(ByteArrayOutputStream printed) {
    return printed.toString(UTF_8).replaceAll("\u001b\\[\\d{1,2}m|\r\u001b\\[K", "");
  }

  private static void assertNothingIsObeyed(String text) {
    assertThat(PrintableText.text(text)).isEqualTo(text);
    assertThat(text).doesNotContain("\r");
  }

  private static String diff() {
    return """
    diff --git a/values.yaml b/values.yaml
    --- a/values.yaml
    +++ b/values.yaml
    @@ -1,2 +1,2 @@
    -    tag: %s
    +    tag: 1.0.0-2
    """
        .formatted(HOSTILE.replace("\uD800", ""));
  }

  private static UpdateResult hostile(Target target) {
    return new UpdateResult(
        target,
        Outcome.PUSHED,
        List.of(new ImageChange("init", Optional.of(HOSTILE + "\npushed: all"), "1.0.0-2")),
        Optional.of(new ProposedChange(12, 3, "I1", "u" + HOSTILE, HOSTILE, HOSTILE)),
        "Update " + HOSTILE,
        diff(),
        diff(),
        Verified.FULL,
        Map.of(),
        List.of("a note " + HOSTILE));
  }
}
