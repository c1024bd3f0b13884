package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chartbot.chart.ImageChange;
import chartbot.error.EnvironmentException;
import chartbot.error.ReviewException;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ProposedChange;
import chartbot.lifecycle.ReviewState;
import chartbot.lifecycle.ReviewState.Status;
import chartbot.lifecycle.Vote;
import chartbot.review.ReviewEnd;
import chartbot.review.ReviewEnd.Kind;
import chartbot.review.WaitRules;
import chartbot.review.WaitRules.Goal;
import chartbot.target.Identity;
import chartbot.target.Target;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code update} with {@code --wait} and {@code --submit}. */
class WaitTest extends CommandLineTest {

  private static final String URL = "https://gerrit.example.com/c/charts/one/+/12";
  private static final String MERGED = "change 12 is merged";
  private static final String REJECTED = "change 12 got Verified-1 by CI: " + URL;

  @BeforeEach
  void twoTargetsOfWhichOneHasAChange() throws IOException {
    configure(
        """
        gerrit: {url: https://gerrit.example.com/}
        targets:
          - {name: one, project: charts/one}
          - {name: two, project: charts/two}
        """);
    answer("one", Outcome.PUSHED);
    answer("two", Outcome.UNCHANGED);
    parts.end = ended(Kind.MERGED, MERGED, Optional.empty());
  }

  @Test
  void withoutTheOptionsNothingIsWaitedFor() {
    assertThat(update("--target=one")).isZero();
    assertThat(parts.waits).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--wait=submittable, SUBMITTABLE, false, 30m",
    "--wait=merged --timeout=90s, MERGED, false, 1m30s",
    "--submit --timeout=1h30m, SUBMITTABLE, true, 1h30m",
    "--submit --wait=merged, MERGED, true, 30m"
  })
  void theOptionsSayWhatIsWaitedFor(String options, Goal goal, boolean submit, String timeout) {
    String[] arguments = (options + " --target=one").split(" ", -1);

    assertThat(update(arguments)).isZero();

    assertThat(parts.waits)
        .containsExactly(new WaitRules(goal, submit, Duration.parse("PT" + timeout)));
    assertThat(parts.awaited).hasSize(1);
    assertThat(out.toString(UTF_8)).endsWith("\n" + MERGED + ": " + URL + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--wait=merge | Invalid value for option '--wait': 'merge' is not submittable or merged",
        "--wait=merged --timeout=30 | Invalid value for option '--timeout': '30' is not a duration"
            + " such as 90s, 45m or 1h30m",
        "--wait=merged --timeout=0s | Invalid value for option '--timeout': '0s' is not a duration"
            + " such as 90s, 45m or 1h30m",
        "--wait=merged --timeout=-5m | Invalid value for option '--timeout': '-5m' is not a"
            + " duration such as 90s, 45m or 1h30m",
        "--timeout=5m | --timeout says how long to wait; give --wait or --submit too"
      })
  void wrongOptionsAreRefusedBeforeAnythingIsPushed(String options, String message) {
    assertThat(update(options.split(" ", -1))).isEqualTo(2);

    assertThat(err.toString(UTF_8)).startsWith("error: " + message + "\n");
    assertThat(parts.targets).isEmpty();
  }

  @Test
  void onlyWhatIsUnderReviewIsWaitedFor() {
    answer("two", Outcome.SUPERSEDED);

    assertThat(update("--wait=merged")).isZero();

    assertThat(parts.awaited).extracting(a -> a.target().name()).containsExactly("one");
    assertThat(err.toString(UTF_8)).contains("nothing to wait for: two is superseded\n");
    assertThat(out.toString(UTF_8))
        .contains("one     pushed, merged  12/3    " + URL, "two     superseded");
  }

  @Test
  void whatIsAlreadyProposedIsWaitedForToo() {
    answer("one", Outcome.ALREADY_PROPOSED);

    update("--wait=merged", "--target=one");

    assertThat(parts.awaited).hasSize(1);
  }

  @Test
  void aNegativeVoteIsExitCode6WithTheReasonInEveryReport() throws Exception {
    parts.end =
        ended(Kind.NEGATIVE_VOTE, REJECTED, Optional.of(new ReviewException(REJECTED, null)));

    assertThat(update("--submit", "--report-dir=" + folder.resolve("report"))).isEqualTo(6);

    assertThat(err.toString(UTF_8)).contains("error: " + REJECTED + "\n");
    String json = report("report.json");
    assertThat(json)
        .contains("\"exitCode\": 6", "\"outcome\": \"pushed\"", "\"end\": \"negative-vote\"")
        .contains("\"reason\": \"" + REJECTED + "\"", "\"value\": -1", "\"unmet\": [");
    try (InputStream schema =
        Objects.requireNonNull(
            WaitTest.class.getResourceAsStream("/chartbot/report.schema.json"))) {
      assertThat(
              JsonSchemaFactory.getInstance(VersionFlag.V202012)
                  .getSchema(schema)
                  .validate(json, InputFormat.JSON))
          .isEmpty();
    }
    assertThat(report("artifact.properties"))
        .contains("CHARTBOT_OUTCOME=pushed\nCHARTBOT_REVIEW=negative-vote\n");
    assertThat(report("report.html"))
        .contains("<span class=\"outcome failed\">negative vote</span>")
        .contains("Verified-1 by CI");
  }

  @Test
  void aGerritThatCannotBeAskedAnyMoreIsExitCode5() {
    parts.end =
        ended(
            Kind.UNKNOWN,
            "cannot reach gerrit",
            Optional.of(EnvironmentException.temporary("cannot reach gerrit", null, null)));

    assertThat(update("--wait=merged")).isEqualTo(5);
  }

  @Test
  void theReportIsThereWhileItWaits() throws Exception {
    Path report = folder.resolve("report");
    List<String> seen = new ArrayList<>();
    parts.whileWaiting = () -> seen.add(Files.readString(report.resolve("report.json")));

    update("--wait=merged", "--report-dir=" + report);

    assertThat(seen)
        .singleElement()
        .asString()
        .contains("\"end\": \"waiting\"", "\"exitCode\": 130");
    assertThat(report("report.json"))
        .contains("\"end\": \"merged\"", "\"exitCode\": 0")
        .doesNotContain("waiting\"");
  }

  private int update(String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add("init:1.0.0-2");
    return run("update", arguments.toArray(String[]::new));
  }

  private String report(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }

  private void answer(String name, Outcome outcome) {
    boolean change = outcome != Outcome.UNCHANGED;
    parts.answers.put(
        name, (target, request) -> result(target, outcome, change ? change() : Optional.empty()));
  }

  private static Optional<ProposedChange> change() {
    String id = "I" + "0".repeat(40);
    return Optional.of(
        new ProposedChange(12, 3, id, URL, "refs/changes/12/12/3", "Update init to 1.0.0-2\n"));
  }

  private static UpdateResult result(
      Target target, Outcome outcome, Optional<ProposedChange> change) {
    return new UpdateResult(
        target,
        outcome,
        List.of(new ImageChange("init", Optional.of("1.0.0-1"), "1.0.0-2")),
        change,
        "Update init to 1.0.0-2\n",
        "",
        "",
        Verified.NONE,
        Map.of(),
        List.of());
  }

  private static ReviewEnd ended(
      Kind kind, String reason, Optional<chartbot.error.ChartbotException> failure) {
    PatchSet.Stamp stamp =
        new PatchSet.Stamp(new Identity("x", "x@example.com"), Instant.EPOCH, ZoneOffset.UTC);
    PatchSet current =
        new PatchSet(
            3,
            "1".repeat(40),
            "refs/changes/12/12/3",
            List.of("0".repeat(40)),
            7,
            "m",
            stamp,
            stamp);
    ReviewState last =
        new ReviewState(
            Status.OPEN,
            "master",
            current,
            List.of(new Vote("Verified", -1, "CI", false)),
            List.of("Verified"),
            false,
            false,
            "");
    return new ReviewEnd(kind, reason, Optional.of(last), failure);
  }
}
