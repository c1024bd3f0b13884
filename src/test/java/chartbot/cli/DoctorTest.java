package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.error.EnvironmentException;
import chartbot.error.UserException;
import chartbot.inspect.Check;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoctorTest extends CommandLineTest {

  @BeforeEach
  void aConfiguration() throws IOException {
    configure(
        """
        gerrit: {url: https://gerrit.example.com/}
        targets: [{name: one, project: charts/one}, {name: two, project: charts/two}]
        """);
  }

  @Test
  void allIsWellIsExitCode0() {
    parts.checks.put("one", List.of(Check.ok("branch", "master at 0123456789")));

    assertThat(doctor()).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            ok       configuration  valid
            ok       server         Gerrit 3.10.2
            ok       credentials    account bot
            ok  one  branch         master at 0123456789
            """);
  }

  @Test
  void whatIsWrongSaysWhatToDoAndTheWorstDecides() {
    parts.checks.put(
        "one",
        List.of(
            Check.failed("push", EnvironmentException.permanent("no push", "ask for it", null)),
            Check.warning("chart", "image a has no Job", "run chartbot update a")));
    parts.checks.put("two", List.of(Check.failed("chart", new UserException("bad\nworse"))));

    assertThat(doctor()).isEqualTo(3);
    assertThat(out.toString(UTF_8))
        .endsWith(
            """
            FAILED   one  push           no push
                     -> ask for it; a retry will not help until that has changed
            warning  one  chart          image a has no Job
                     -> run chartbot update a
            FAILED   two  chart          bad
                     worse
            """);
  }

  @Test
  void warningsAloneAreExitCode0() {
    parts.checks.put("one", List.of(Check.warning("chart", "an orphan", "remove it")));

    assertThat(doctor()).isZero();
  }

  @Test
  void aBadConfigurationIsTheOnlyThingTold() throws Exception {
    Files.writeString(folder.resolve("chartbot.yaml"), "gerrit: {ulr: x}\ntargets: []\n");

    assertThat(doctor()).isEqualTo(3);
    assertThat(out.toString(UTF_8))
        .startsWith("FAILED    configuration  ")
        .contains("unknown key 'ulr' under gerrit; did you mean 'url'?")
        .contains("targets is empty");
  }

  @Test
  void aBrokenTemplateIsABadConfiguration() throws Exception {
    Files.writeString(folder.resolve("bad.hbs"), "<%#if hook%>\n");
    Files.writeString(
        folder.resolve("chartbot.yaml"),
        """
        gerrit: {url: https://gerrit.example.com/}
        targets: [{name: one, project: charts/one}]
        job: {template: bad.hbs}
        """);

    assertThat(doctor()).isEqualTo(3);
    assertThat(out.toString(UTF_8))
        .startsWith("FAILED    configuration  " + folder.resolve("bad.hbs") + ":2:1: found: 'EOF'");
  }

  @Test
  void missingCredentialsAreExitCode5() {
    parts.environment.clear();

    assertThat(doctor()).isEqualTo(5);
    assertThat(out.toString(UTF_8))
        .contains("FAILED    credentials    no credentials for gerrit.example.com");
  }

  @Test
  void asJsonItIsForMachines() {
    parts.checks.put("one", List.of(Check.warning("chart", "an orphan", "remove it")));

    assertThat(doctor("--target", "one", "--json")).isZero();
    assertThat(JsonParser.parseString(out.toString(UTF_8)).getAsJsonArray().get(3))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"target": "one", "check": "chart", "verdict": "warning", "found": "an orphan",
                 "hint": "remove it"}
                """));
  }

  private int doctor(String... more) {
    return run("doctor", more);
  }
}
