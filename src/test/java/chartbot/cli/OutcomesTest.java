package chartbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chartbot.update.Outcome;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every outcome that the code knows is where people and machines look for it. */
class OutcomesTest {

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void theHelpListsIt(Outcome outcome) {
    Console console = new Console(System.out, System.err, false);
    StringWriter help = new StringWriter();
    Objects.requireNonNull(
            Chartbot.commands(new FakeParts(Path.of("")), console, new ErrorPrinter(console))
                .getSubcommands()
                .get("update"))
        .usage(new java.io.PrintWriter(help));

    assertThat(help.toString().split("[ ,;\\n]+", -1)).contains(outcome.text());
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void theGuideExplainsIt(Outcome outcome) throws Exception {
    assertThat(Files.readString(Path.of("docs", "guide.md"))).contains("`" + outcome.text() + "`");
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void theReportHasAColorForIt(Outcome outcome) throws Exception {
    assertThat(Files.readString(Path.of("templates", "report.html.hbs")))
        .contains(".outcome." + outcome.text());
  }

  @Test
  void theSchemaOfTheReportHasThemAndTheFailureAlone() throws Exception {
    try (InputStreamReader schema =
        new InputStreamReader(
            Objects.requireNonNull(
                OutcomesTest.class.getResourceAsStream("/chartbot/report.schema.json")),
            StandardCharsets.UTF_8)) {
      JsonArray values =
          JsonParser.parseReader(schema)
              .getAsJsonObject()
              .getAsJsonObject("$defs")
              .getAsJsonObject("target")
              .getAsJsonObject("properties")
              .getAsJsonObject("outcome")
              .getAsJsonArray("enum");
      List<String> known = new ArrayList<>();
      values.forEach(value -> known.add(value.getAsString()));

      assertThat(known)
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Stream.of(Outcome.values()).map(Outcome::text), Stream.of("failed"))
                  .toList());
    }
  }
}
