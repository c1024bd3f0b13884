package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ImageChange;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedChartbotException;
import chartbot.inspect.ChangeStatus;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.OpenChange;
import chartbot.lifecycle.PatchSet;
import chartbot.target.Identity;
import chartbot.target.Target;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest extends CommandLineTest {

  @BeforeEach
  void aServer() throws IOException {
    configure(
        """
        gerrit: {url: https://gerrit.example.com/}
        targets: [{name: one, project: charts/one}]
        """);
  }

  @Test
  void openChangesAreATable() {
    parts.open.add(
        target ->
            status(
                target,
                12,
                false,
                new ImageChange("init", Optional.of("1.0.0-1"), "1.0.0-2"),
                new ImageChange("eric-enm-models-new", Optional.empty(), "1.0.0-1")));
    parts.open.add(target -> status(target, 13, true, new ImageChange("a", Optional.of("1"), "2")));

    assertThat(status()).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            CHANGE  TARGET  IMAGE                FROM -> TO          AGE   VOTES          MERGES  HELD BY
            12      one     init                 1.0.0-1 -> 1.0.0-2  26 h  Code-Review+1  yes     bot
                            eric-enm-models-new  new -> 1.0.0-1
            13      one     a                    1 -> 2              26 h  Code-Review+1  no      Carol

            https://gerrit.example.com/12 (patch set 1)
            https://gerrit.example.com/13 (patch set 1)
            """);
    assertThat(err.toString(UTF_8)).isEqualTo("- reading the open changes of one\n");
  }

  @Test
  void aChangeWhosePersonLostTheFootersHasARow() {
    parts.open.add(target -> status(target, 13, true));

    assertThat(status()).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            CHANGE  TARGET  IMAGE  FROM -> TO  AGE   VOTES          MERGES  HELD BY
            13      one     -      -           26 h  Code-Review+1  no      Carol

            https://gerrit.example.com/13 (patch set 1)
            """);
  }

  @Test
  void changesThatProposeTheSameImageAreMarked() {
    parts.open.add(
        target -> status(target, 12, false, new ImageChange("a", Optional.of("1"), "2")));
    parts.open.add(
        target ->
            status(
                target,
                13,
                false,
                new ImageChange("b", Optional.of("1"), "2"),
                new ImageChange("a", Optional.of("1"), "3")));
    parts.open.add(
        target -> status(target, 14, false, new ImageChange("c", Optional.of("1"), "2")));

    assertThat(status()).isZero();
    assertThat(out.toString(UTF_8).lines())
        .anyMatch(line -> line.startsWith("12!  "))
        .anyMatch(line -> line.startsWith("13!  "))
        .anyMatch(line -> line.startsWith("14   "))
        .endsWith("! change 12 proposes an image that 13 proposes, too");
    out.reset();
    assertThat(status("--json")).isZero();
    assertThat(out.toString(UTF_8)).contains("\"competesWith\": [\n      13\n    ]");
  }

  @Test
  void asJsonTheyAreForMachines() {
    parts.open.add(target -> status(target, 13, true, new ImageChange("a", Optional.of("1"), "2")));

    assertThat(status("--json")).isZero();
    assertThat(JsonParser.parseString(out.toString(UTF_8)))
        .isEqualTo(
            JsonParser.parseString(
                """
                [{"target": "one", "number": 13, "patchSet": 1,
                  "images": [{"name": "a", "from": "1", "to": "2"}], "ageSeconds": 93600,
                  "votes": ["Code-Review+1"], "workInProgress": false, "mergeable": false,
                  "heldByBot": false, "heldBy": "Carol", "competesWith": [], "url": "https://gerrit.example.com/13"}]
                """));
  }

  @Test
  void holdsAreBelowTheTable() {
    parts.holds.add(
        new Hold("init", "1.0.0-1", "it breaks", 7, "https://gerrit.example.com/7", true));

    assertThat(status()).isZero();

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            no open changes
            init is held at 1.0.0-1 by change 7: it breaks (https://gerrit.example.com/7)
            """);
  }

  @Test
  void nothingOpenIsSaid() {
    assertThat(status()).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("no open changes\n");
    out.reset();
    assertThat(status("--json")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("[]\n");
  }

  @Test
  void aTargetThatCannotBeReadStopsNoOther() throws IOException {
    Files.writeString(
        folder.resolve("chartbot.yaml"),
        """
        gerrit: {url: https://gerrit.example.com/}
        targets: [{name: one, project: charts/one}, {name: two, project: charts/two}]
        """);
    parts.open.add(
        target -> {
          if (target.name().equals("one")) {
            throw new UncheckedChartbotException(
                EnvironmentException.permanent("project charts/one was not found", null, null));
          }
          return status(target, 13, true, new ImageChange("a", Optional.of("1"), "2"));
        });

    assertThat(status()).isEqualTo(5);
    assertThat(out.toString(UTF_8)).contains("two     a").doesNotContain("one  ");
    assertThat(err.toString(UTF_8)).contains("error: project charts/one was not found\n");
    out.reset();
    assertThat(status("--target", "one", "--json")).isEqualTo(5);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "--version", "--help"})
  void aResultThatCannotBeWrittenIsAFailure(String command) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    List<String> arguments =
        command.equals("status")
            ? List.of("status", "--config", folder.resolve("chartbot.yaml").toString())
            : List.of(command);

    int code =
        Chartbot.run(
            parts,
            arguments,
            new PrintStream(full, false, UTF_8),
            new PrintStream(err, true, UTF_8),
            false);

    assertThat(code).isEqualTo(5);
    assertThat(err.toString(UTF_8)).contains("error: standard output cannot be written\n");
  }

  private int status(String... more) {
    return run("status", more);
  }

  private static ChangeStatus status(
      Target target, int number, boolean heldByOthers, ImageChange... images) {
    Instant created = Instant.parse("2026-11-21T08:11:12.345Z");
    PatchSet.Stamp stamp =
        new PatchSet.Stamp(new Identity("Carol", "carol@example.com"), created, ZoneOffset.UTC);
    PatchSet patchSet =
        new PatchSet(1, "a".repeat(40), "r", List.of("b".repeat(40)), 8, "m", stamp, stamp);
    OpenChange change =
        new OpenChange(
            number,
            "I1",
            "https://gerrit.example.com/" + number,
            7,
            Set.of("chartbot"),
            List.of(patchSet),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of("Code-Review+1"),
            false,
            created,
            List.of());
    Optional<Identity> holder = heldByOthers ? Optional.of(stamp.identity()) : Optional.empty();
    return new ChangeStatus(target, change, List.of(images), !heldByOthers, holder);
  }
}
