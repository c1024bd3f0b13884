package chartbot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.Image;
import chartbot.chart.ImageChange;
import chartbot.chart.TemplateText;
import chartbot.cli.FakeParts.Answer;
import chartbot.error.EnvironmentException;
import chartbot.error.VerificationException;
import chartbot.image.BuildFacts;
import chartbot.lifecycle.Hold;
import chartbot.lifecycle.ProposedChange;
import chartbot.lifecycle.UpdateRequest;
import chartbot.target.ReviewRules.ByHand;
import chartbot.target.ReviewRules.Readiness;
import chartbot.target.Target;
import chartbot.target.VerifyRules;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import com.google.common.util.concurrent.Uninterruptibles;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateTest extends CommandLineTest {

  private static final String URL = "https://gerrit.example.com/c/charts/one/+/12";
  private static final String DIFF =
      """
      diff --git a/values.yaml b/values.yaml
      --- a/values.yaml
      +++ b/values.yaml
      @@ -1,3 +1,3 @@
       images:
         init:
      -    tag: <1.0.0-1>
      +    tag: <1.0.0-2>
      """;

  @BeforeEach
  void aConfigurationOfTwoTargets() throws IOException {
    configure(
        """
        gerrit: {url: https://gerrit.example.com/}
        targets:
          - {name: one, project: charts/one}
          - {name: two, project: charts/two, branch: release}
        review: {topic: images, reviewers: [alice], hashtags: [bot]}
        commit: {footers: {Issue-ID: A-1}}
        """);
    parts.answers.put("one", (target, request) -> pushed(target));
    parts.answers.put("two", (target, request) -> result(target, Outcome.UNCHANGED));
  }

  @Test
  void aPushShowsOutcomeLinkImagesAndDifference() {
    int code = update("--target", "one", "init:1.0.0-2");

    assertThat(code).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """

            pushed: Update init to 1.0.0-2
              change 12, patch set 3: https://gerrit.example.com/c/charts/one/+/12
              verified: full
              init: 1.0.0-1 -> 1.0.0-2
              note: a note
            """
                .indent(0)
                .transform(summary -> DIFF + summary));
    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(parts.closed).isTrue();
    assertThat(parts.requests)
        .containsExactly(
            new UpdateRequest(
                List.of(new Image("init", "1.0.0-2")),
                Optional.empty(),
                IfMissing.ADD_IF_NEW,
                true,
                false,
                false,
                false,
                false));
  }

  @Test
  void retireAsksForImagesToGoAndEndsBadlyOnlyWhereSomebodyMustAct() {
    int code = run("retire", "--target", "one", "--force", "init", "other");

    assertThat(code).isZero();
    assertThat(parts.requests)
        .containsExactly(
            new UpdateRequest(
                List.of(Image.gone("init"), Image.gone("other")),
                Optional.empty(),
                IfMissing.ADD_IF_NEW,
                true,
                true,
                false,
                false,
                true));
    assertThat(run("retire", "--target", "one", "init:1.0.0-1")).isEqualTo(3);
    parts.answers.put("two", (target, request) -> result(target, Outcome.RETIRED));
    assertThat(run("update", "--target", "two", "init:1.0.0-2")).isEqualTo(6);
  }

  @Test
  void rollbackNeedsAReasonAndHoldsTheImage() {
    assertThat(run("rollback", "--target", "one", "init")).isEqualTo(2);
    assertThat(run("rollback", "--target", "one", "init", "--reason", " ")).isEqualTo(2);
    assertThat(run("rollback", "--target", "one", "init", "--reason", "it breaks")).isZero();
    assertThat(run("rollback", "--target", "one", "init:1.0.0-1", "--reason", "it breaks"))
        .isZero();
    assertThat(run("update", "--target", "one", "init:1.0.0-2", "--release")).isZero();

    assertThat(parts.requests)
        .extracting(
            request -> request.images().get(0).tag(),
            UpdateRequest::hold,
            UpdateRequest::allowDowngrade,
            UpdateRequest::release)
        .containsExactly(
            tuple("", Optional.of("it breaks"), true, false),
            tuple("1.0.0-1", Optional.of("it breaks"), true, false),
            tuple("1.0.0-2", Optional.empty(), false, true));
  }

  @Test
  void renameAsksForTheOldNameToGoAndTheNewOneToStandInItsPlace() {
    assertThat(run("rename", "--target", "one", "init", "init")).isEqualTo(2);
    assertThat(run("rename", "--target", "one", "init", "start")).isZero();
    assertThat(run("rename", "--target", "one", "init", "start:1.0.0-2")).isZero();

    assertThat(parts.requests)
        .extracting(UpdateRequest::images, UpdateRequest::renames)
        .containsExactly(
            tuple(List.of(Image.gone("init"), Image.gone("start")), Map.of("init", "start")),
            tuple(
                List.of(Image.gone("init"), new Image("start", "1.0.0-2")),
                Map.of("init", "start")));
  }

  @Test
  void unholdReportsWhatItEnds() {
    parts.holds.add(
        new Hold("init", "1.0.0-1", "it breaks", 7, "https://gerrit.example.com/7", true));

    assertThat(run("unhold", "--target", "one", "init", "other")).isZero();

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            one: released init, which was held at 1.0.0-1 by change 7: it breaks (https://gerrit.example.com/7)
            one: nothing holds other
            """);
  }

  @Test
  void theRenderedDifferenceIsShownWhenAskedFor() {
    update("--target", "one", "--show-rendered", "init:1.0.0-2");

    assertThat(out.toString(UTF_8))
        .contains(
            DIFF + "\nWhat changes in the rendered manifests:\n" + DIFF.replace("values", "job"));
  }

  @Test
  void anErrorOfSeveralTargetsIsPrintedOnceAndReportedForEach() throws Exception {
    for (String target : List.of("one", "two")) {
      parts.answers.put(
          target,
          (unused, request) -> {
            throw EnvironmentException.temporary("Gerrit is away", null, null);
          });
    }

    assertThat(update("--report-dir", folder.resolve("report").toString(), "init:1.0.0-2"))
        .isEqualTo(5);
    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "error: Gerrit is away\nhint: a retry may help\nfailed: the same error as above\n");
    assertThat(report("report.json")).containsPattern("(?s)Gerrit is away.*Gerrit is away");
  }

  @Test
  void whatTheBuildOfAnImageSaysIsKnownOfThatImage() throws Exception {
    Path properties =
        Files.writeString(
            folder.resolve("artifact.properties"),
            "IMAGES=init:1.0.0-2\nGIT_COMMIT=" + "2".repeat(40) + "\nCHANGELOG=one\\ntwo\n");

    assertThat(update("--target=one", "--from=" + properties, "waitInit:1.0.0-3")).isZero();

    assertThat(parts.connection.orElseThrow().builds())
        .containsOnlyKeys("init:1.0.0-2")
        .extractingByKey("init:1.0.0-2")
        .isEqualTo(
            new BuildFacts(
                Optional.empty(),
                Optional.empty(),
                Optional.of("2".repeat(40)),
                List.of("one", "two")));
  }

  @Test
  void everyBranchThatMatchesIsATargetOfItsOwnAndTheyAreFetchedAtOnce() throws Exception {
    linesOfOneProject();

    assertThat(
            update("--report-dir=" + folder.resolve("report"), "init:1.0.0-2", "waitInit:2.0.0-1"))
        .isZero();

    assertThat(parts.branchesAsked).containsExactly("charts/lines");
    assertThat(parts.fetched).containsExactly(List.of("release/1", "release/2"));
    assertThat(parts.requests)
        .extracting(UpdateRequest::text)
        .containsExactlyInAnyOrder("init:1.0.0-2", "waitInit:2.0.0-1");
    assertThat(out.toString(UTF_8))
        .contains(
            "waitInit:2.0.0-1 is not proposed: accept of lines@release/1 is \\Q1\\E\\..*\n",
            "lines@release/1  pushed        12/3",
            "lines@release/1  not accepted  -",
            "lines@release/2  pushed        12/3");
    assertThat(report("artifact-lines@release_1.properties")).contains("CHARTBOT_OUTCOME=pushed\n");
  }

  @Test
  void aTagThatNoBranchAcceptsHasToBeActedOn() throws Exception {
    linesOfOneProject();

    assertThat(update("init:3.0.0-2")).isEqualTo(6);

    assertThat(parts.requests).isEmpty();
    assertThat(out.toString(UTF_8)).contains("lines@release/2  left alone");
  }

  @Test
  void oneBranchOfThoseThatMatchCanBeChosen() throws Exception {
    linesOfOneProject();

    assertThat(update("--branch=release/2", "init:2.0.0-2")).isZero();
    assertThat(parts.branchesAsked).isEmpty();
    assertThat(update("--branch=master", "init:2.0.0-2")).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("--branch: 'master' is none of lines");
  }

  private void linesOfOneProject() throws IOException {
    Files.writeString(
        folder.resolve("chartbot.yaml"),
        """
        gerrit: {url: https://gerrit.example.com/}
        targets:
          - {project: charts/lines, branches: 'release/(\\d)', accept: '$1\\..*'}
        """);
    parts.branches = List.of("master", "release/1", "release/2");
    parts.answers.put("lines@release/1", (target, request) -> pushed(target));
    parts.answers.put("lines@release/2", (target, request) -> pushed(target));
  }

  @Test
  void aGroupMayBeAPatternOfNames() {
    assertThat(
            update(
                "--target=one", "--group=a-*-fm", "a-1-fm:1.0.0-1", "b:1.0.0-1", "a-2-fm:1.0.0-1"))
        .isZero();

    assertThat(parts.requests)
        .extracting(UpdateRequest::group, UpdateRequest::text)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                Optional.of("a-*-fm"), "a-1-fm:1.0.0-1, a-2-fm:1.0.0-1"),
            org.assertj.core.groups.Tuple.tuple(Optional.empty(), "b:1.0.0-1"));
  }

  @Test
  void eachOfSeveralFilesIsProposedByItselfAndABadOneStopsNoOther() throws Exception {
    Path first = Files.writeString(folder.resolve("first"), "IMAGE=a:1.0.0-1\n");
    Path bad = Files.writeString(folder.resolve("bad"), "IMAGE=b:latest\n");
    Path second = Files.writeString(folder.resolve("second"), "IMAGE=c:1.0.0-1\n");

    int code =
        update(
            "--target=one",
            "--from=" + first,
            "--from=" + bad,
            "--from=" + folder.resolve("none"),
            "--from=" + second,
            "--report-dir=" + folder.resolve("report"));

    assertThat(code).isEqualTo(3);
    assertThat(parts.requests)
        .extracting(UpdateRequest::text)
        .containsExactlyInAnyOrder("a:1.0.0-1", "c:1.0.0-1");
    assertThat(err.toString(UTF_8))
        .containsOnlyOnce("tag 'latest'")
        .containsOnlyOnce("error: no such file: ");
    assertThat(report("description.txt").lines())
        .hasSize(3)
        .contains("pushed: " + URL)
        .anyMatch(line -> line.startsWith("failed: no such file: "));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theReportSaysWhetherARetryCanHelp(boolean retryable) throws Exception {
    parts.answers.put(
        "one",
        (target, request) -> {
          throw retryable
              ? EnvironmentException.temporary("Gerrit is away", null, null)
              : EnvironmentException.permanent("no such project", null, null);
        });

    update("--target=one", "--report-dir=" + folder.resolve("report"), "init:1.0.0-2");

    assertThat(report("artifact.properties")).contains("CHARTBOT_RETRY=" + retryable + "\n");
  }

  @Test
  void anImageNeverNamesAFileOfArguments() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "hidden\n");

    assertThat(update("--target=one", "@" + secret)).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("@" + secret).doesNotContain("hidden");
  }

  @Test
  void theOptionsReachTheRequestAndTheTarget() {
    parts.environment.put("BUILD_URL", "https://ci.example.com/job/7/");

    int code =
        update(
            "--target=one",
            "--group=g",
            "--dry-run",
            "--allow-downgrade",
            "--force",
            "--if-missing=skip",
            "--no-job",
            "--overwrite-template",
            "--no-verify",
            "--topic=other",
            "--hashtag=extra",
            "--reviewer=bob",
            "--cc=carol",
            "--wip",
            "--message=Say so",
            "--footer=Issue-ID=B-2",
            "--footer=Team=x",
            "init:1.0.0-2");

    assertThat(code).isZero();
    assertThat(parts.requests)
        .containsExactly(
            new UpdateRequest(
                List.of(new Image("init", "1.0.0-2")),
                Optional.of("g"),
                IfMissing.SKIP,
                false,
                true,
                true,
                true,
                true));
    Target target = parts.targets.get(0);
    assertThat(target.review().topic()).contains("other");
    assertThat(target.review().hashtags()).containsExactly("chartbot", "bot", "extra");
    assertThat(target.review().reviewers()).containsExactly("alice", "bob");
    assertThat(target.review().cc()).containsExactly("carol");
    assertThat(target.review().readiness()).isEqualTo(Readiness.WIP);
    assertThat(target.review().byHand())
        .isEqualTo(new ByHand(Readiness.WIP, List.of("bob"), List.of("carol")));
    assertThat(target.commit().messageTemplate()).contains(new TemplateText("--message", "Say so"));
    assertThat(target.commit().footers())
        .containsExactly(
            Map.entry("Issue-ID", "B-2"),
            Map.entry("Team", "x"),
            Map.entry("Build-Url", "https://ci.example.com/job/7/"));
    assertThat(target.verify().mode()).isEqualTo(VerifyRules.Mode.OFF);
  }

  @Test
  void whereNothingIsPushedTheOptionsThatDidNothingAreNoted() throws Exception {
    parts.answers.put(
        "one",
        (target, request) -> {
          UpdateResult pushed = pushed(target);
          return new UpdateResult(
              target,
              Outcome.ALREADY_PROPOSED,
              pushed.images(),
              pushed.change(),
              "",
              "",
              "",
              Verified.NONE,
              Map.of(),
              List.of());
        });
    String[] options = {"--reviewer=bob", "--reviewer=carol", "--topic=t", "--ready"};

    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--report-dir", folder.resolve("report").toString(), "init:1.0.0-2"));
    update(arguments.toArray(String[]::new));

    String note =
        "nothing was pushed, so these options did nothing: --ready, --topic t, --reviewer bob,"
            + " --reviewer carol; where the change lacks it set it in Gerrit, or give them again"
            + " with a newer tag";
    assertThat(out.toString(UTF_8)).contains("  note: " + note + "\n");
    assertThat(report("report.json")).contains(note);
    out.reset();
    update("--target=one", "init:1.0.0-2");
    assertThat(out.toString(UTF_8)).doesNotContain("did nothing");
  }

  @Test
  void whereItIsPushedTheOptionsAreApplied() {
    update("--target=one", "--reviewer=bob", "--topic=t", "--ready", "init:1.0.0-2");

    assertThat(out.toString(UTF_8)).contains("pushed").doesNotContain("did nothing");
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(strings = {"", " ", "\t", "a\nb", "a\rb", " a", "a "})
  void aGroupThatNoFooterCouldHoldIsRefused(String group) {
    assertThat(update("--group", group, "init:1.0.0-2")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains(
            "Invalid value for option '--group': '"
                + group.replace("\r", "\\r").replace("\n", "\n  ")
                + "'");
    assertThat(parts.requests).isEmpty();
  }

  @Test
  void aTopicThatGerritTakesNotIsRefused() {
    assertThat(update("--topic", "a \"b\"", "init:1.0.0-2")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("Invalid value for option '--topic': 'a \"b\"' holds a quotation mark");
    assertThat(parts.requests).isEmpty();
  }

  @Test
  void aGroupOfSeveralWordsIsOne() {
    assertThat(update("--target=one", "--group", "nightly models, all", "init:1.0.0-2")).isZero();
    assertThat(parts.requests.get(0).group()).contains("nightly models, all");
  }

  @Test
  void aBranchTakesThePlaceOfTheConfiguredOne() {
    int code = update("--target=two", "--branch=refs/heads/release-25", "init:1.0.0-2");

    assertThat(code).isZero();
    assertThat(parts.targets)
        .extracting(Target::name, Target::project, Target::branch)
        .containsExactly(tuple("two", "charts/two", "release-25"));
  }

  @Test
  void anImpossibleBranchIsRefused() {
    assertThat(update("--branch=refs/tags/v1", "init:1.0.0-2")).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("--branch: 'refs/tags/v1' is not a branch");
    assertThat(parts.targets).isEmpty();
  }

  @Test
  void aBranchThatMakesTwoTargetsTheSameIsRefused() throws IOException {
    Files.writeString(
        folder.resolve("chartbot.yaml"),
        """
        gerrit: {url: https://gerrit.example.com/}
        targets:
          - {name: one, project: charts/one}
          - {name: two, project: charts/one, branch: release}
        """);

    assertThat(update("--branch=master", "init:1.0.0-2")).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .contains("on branch master the targets one and two are the same chart", "--target");
    assertThat(parts.targets).isEmpty();
  }

  @Test
  void aConfiguredBuildUrlIsKept() {
    parts.environment.put("BUILD_URL", "https://ci.example.com/job/7/");

    update("--target=one", "--footer=Build-Url=https://ci.example.com/upstream/3/", "init:1.0.0-2");

    assertThat(parts.targets.get(0).commit().footers())
        .containsEntry("Build-Url", "https://ci.example.com/upstream/3/");
  }

  @Test
  void wipAndReadyExcludeEachOther() {
    assertThat(update("--wip", "--ready", "init:1.0.0-2")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("mutually exclusive");
  }

  @ParameterizedTest
  @CsvSource({
    "--footer=Issue-ID, 'Issue-ID' is not of the form KEY=VALUE",
    "--footer==x, '=x' is not of the form KEY=VALUE",
    "--footer=Issue-ID=, 'Issue-ID=' has no value",
    "--footer=A=1 --footer=B=2 --footer=a=3, 'a=3' has the key of an earlier one"
  })
  void aFooterThatIsNoneOrOneTooManyIsRefused(String options, String error) {
    List<String> arguments = new ArrayList<>(List.of(options.split(" ", -1)));
    arguments.add("init:1.0.0-2");

    assertThat(update(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .startsWith("error: Invalid value for option '--footer': " + error + "\n");
    assertThat(parts.connection).isEmpty();
  }

  @Test
  void aFooterTakesThePlaceOfAConfiguredOneWhateverItsCase() {
    parts.environment.put("BUILD_URL", "https://ci.example.com/job/7/");

    update("--target=one", "--footer=issue-id=B=2", "--footer=build-url=x", "init:1.0.0-2");

    assertThat(parts.targets.get(0).commit().footers())
        .containsExactly(Map.entry("Issue-ID", "B=2"), Map.entry("build-url", "x"));
  }

  @Test
  void aFooterOfOursIsRefused() {
    assertThat(update("--footer", "Change-Id=I1", "init:1.0.0-2")).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .isEqualTo("error: --footer: 'Change-Id' is written by chartbot itself\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Model-Image: zzz:1.0.0-1", "Team: x\nchange-id: I1", "Change-Id: I1\n\n"})
  void aMessageThatEndsInAFooterOfOursIsRefused(String footers) {
    assertThat(update("--message", "Take it\n\n" + footers, "init:1.0.0-2")).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .matches("(?i)error: --message: '(Model-Image|Change-Id)' is written by chartbot itself\n");
    assertThat(parts.connection).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Model-Image: as the subject",
        "Take it\n\nTeam: x",
        "Take it\n\nModel-Image: is explained\n\nbelow"
      })
  void aMessageWithoutAFooterOfOursIsTaken(String message) {
    assertThat(update("--target=one", "--message", message, "init:1.0.0-2")).isZero();
  }

  @Test
  void badInputIsRefusedBeforeAnythingIsConnected() {
    assertThat(update("init:1.0")).isEqualTo(3);
    assertThat(parts.connection).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "commit: {message-template: bad.hbs}",
        "job: {template: bad.hbs}",
        "job: {per-image: {eric-enm-models-a: {template: bad.hbs}}}"
      })
  void aBrokenTemplateOfOneTargetIsRefusedBeforeAnyIsUpdated(String section) throws IOException {
    Files.writeString(folder.resolve("bad.hbs"), "Update\n<%#if x%>\n");
    Path configuration = folder.resolve("chartbot.yaml");
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replace("branch: release}", "branch: release, " + section + "}"));

    assertThat(update("init:1.0.0-2")).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .startsWith("error: " + folder.resolve("bad.hbs") + ":3:1: found: 'EOF'")
        .contains("hint: fix the template");
    assertThat(parts.connection).isEmpty();
  }

  @Test
  void aMessageThatIsNoTemplateIsRefusedBeforeAnythingIsConnected() {
    assertThat(update("--message=Update <%imag%>", "init:1.0.0-2")).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("--message:1:10: unknown name 'imag'");
    assertThat(parts.connection).isEmpty();
  }

  @Test
  void withoutCredentialsNothingIsTried() {
    parts.environment.remove("GERRIT_USERNAME");
    parts.environment.remove("GERRIT_PASSWORD");

    assertThat(update("init:1.0.0-2")).isEqualTo(5);
    assertThat(err.toString(UTF_8))
        .startsWith("error: no credentials for gerrit.example.com\nhint: set GERRIT_");
    assertThat(parts.connection).isEmpty();
  }

  @Test
  void everyTargetIsAttemptedAndTheWorstDecides() {
    parts.answers.put(
        "one",
        (target, request) -> {
          throw EnvironmentException.temporary("Gerrit is away", null, null);
        });

    int code = update("init:1.0.0-2");

    assertThat(code).isEqualTo(5);
    assertThat(err.toString(UTF_8)).isEqualTo("error: Gerrit is away\nhint: a retry may help\n");
    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            one (charts/one, master)
            two (charts/two, release)
            unchanged

            TARGET  OUTCOME    CHANGE
            one     failed     -
            two     unchanged  -
            """);
  }

  @Test
  void targetsOfDifferentProjectsAreUpdatedAtTheSameTimeAndToldInTheirOrder() {
    CountDownLatch both = new CountDownLatch(2);
    for (String name : List.of("one", "two")) {
      Answer answer = Objects.requireNonNull(parts.answers.get("two"));
      parts.answers.put(
          name,
          (target, request) -> {
            both.countDown();
            if (!Uninterruptibles.awaitUninterruptibly(both, Duration.ofSeconds(30))) {
              throw new IllegalStateException("alone");
            }
            return answer.to(target, request);
          });
    }

    int code = update("-v", "init:1.0.0-2");

    assertThat(code).isZero();
    assertThat(out.toString(UTF_8)).containsSubsequence("one (charts", "two (charts", "TARGET");
    assertThat(err.toString(UTF_8)).contains("one: asking as bot", "two: asking as bot");
  }

  @Test
  void verificationOutranksTheEnvironmentAndABugOutranksAll() {
    parts.answers.put(
        "one",
        (target, request) -> {
          throw EnvironmentException.permanent("no", null, null);
        });
    parts.answers.put(
        "two",
        (target, request) -> {
          throw new VerificationException("no", null);
        });
    assertThat(update("init:1.0.0-2")).isEqualTo(4);

    parts.answers.remove("two");
    assertThat(update("init:1.0.0-2")).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .contains("java.lang.IllegalStateException", "this is a bug in chartbot", "please report");
  }

  @Test
  void aSecretIsNeverPrintedNorReported() throws Exception {
    parts.answers.remove("two");

    update("-v", "--report-dir", folder.resolve("report").toString(), "init:1.0.0-2");

    assertThat(err.toString(UTF_8)).contains("asking as bot:***", "a bug with *** in it");
    assertThat(out.toString(UTF_8) + err).doesNotContain("hunter2");
    assertThat(report("report.json")).contains("a bug with *** in it").doesNotContain("hunter2");
    assertThat(report("report.html")).contains("a bug with *** in it").doesNotContain("hunter2");
  }

  @Test
  void theJsonReportIsAsItsSchemaSays() throws Exception {
    parts.answers.put(
        "two",
        (target, request) -> {
          throw new VerificationException("templates/x.yaml:1: no", null);
        });

    update("--report-dir", folder.resolve("report").toString(), "init:1.0.0-2");

    String json = report("report.json");
    assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    assertThat(json)
        .contains("\"finished\": \"2026-11-22T10:11:12Z\"", "\"exitCode\": 4")
        .contains("\"outcome\": \"pushed\"", "\"number\": 12", "\"patchSet\": 3")
        .contains("\"refspec\": \"refs/changes/12/12/3\"", "\"url\": \"" + URL + "\"")
        .contains("\"failure\": \"templates/x.yaml:1: no\"");
    assertThat(schema().validate(json.replace("pushed", "poshed"), InputFormat.JSON)).isNotEmpty();
    assertThat(schema().validate(json.replace("\"to\"", "\"two\""), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void thePropertiesAreThoseThatDownstreamJobsRead() throws Exception {
    update("--report-dir", folder.resolve("report").toString(), "--target=one", "init:1.0.0-2");

    assertThat(report("artifact.properties"))
        .isEqualTo(
            """
            GERRIT_URL=https://gerrit.example.com/c/charts/one/+/12
            GERRIT_CHANGE_NUMBER=12
            GERRIT_PATCHSET_NUMBER=3
            GERRIT_REFSPEC=refs/changes/12/12/3
            GERRIT_BRANCH=master
            CHARTBOT_OUTCOME=pushed
            CHARTBOT_REVIEW=
            CHARTBOT_RETRY=false
            """);
    assertThat(folder.resolve("report")).isDirectoryNotContaining("glob:**artifact-*");
  }

  @Test
  void ofSeveralTargetsEachHasItsProperties() throws Exception {
    update("--report-dir", folder.resolve("report").toString(), "init:1.0.0-2");

    assertThat(report("artifact.properties")).contains("CHARTBOT_OUTCOME=pushed\n");
    Properties two = new Properties();
    two.load(new StringReader(report("artifact-two.properties")));
    assertThat(two)
        .containsEntry("GERRIT_URL", "")
        .containsEntry("GERRIT_BRANCH", "release")
        .containsEntry("CHARTBOT_OUTCOME", "unchanged");
  }

  @Test
  void propertiesAreReadBackAsTheyWereMeant() throws Exception {
    parts.answers.put(
        "one",
        (target, request) ->
            new UpdateResult(
                target,
                Outcome.PUSHED,
                List.of(),
                Optional.of(new ProposedChange(1, 1, "I", " C:\\a=b\u00e9#!", "r", "m")),
                "m",
                "",
                "",
                Verified.FULL,
                Map.of(),
                List.of()));

    update("--report-dir", folder.resolve("report").toString(), "--target=one", "init:1.0.0-2");

    Properties read = new Properties();
    read.load(new StringReader(report("artifact.properties")));
    assertThat(read).containsEntry("GERRIT_URL", " C:\\a=b\u00e9#!");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3 | chartbot.yaml:1:1 | init:1.0.0-2",
        "3 | does not match | init:",
        "2 | unknown option '--traget' | --traget=one init:1.0.0-2",
        "2 | --group | --group= init:1.0.0-2",
      })
  void aRefusedRunLeavesItsOwnReportsAndNoneOfAnEarlierOne(int code, String why, String arguments)
      throws Exception {
    Path report = folder.resolve("report");
    update("--report-dir", report.toString(), "init:1.0.0-2");
    assertThat(report("artifact.properties")).contains("CHARTBOT_OUTCOME=pushed");
    Files.writeString(report.resolve(".chartbot-0123456789abcdef.tmp"), "{");
    Files.writeString(report.resolve("artifact-input.properties"), "IMAGE=init:1.0.0-2\n");
    if (why.startsWith("chartbot.yaml")) {
      Files.writeString(folder.resolve("chartbot.yaml"), "gerit: {}\n");
    }

    List<String> all = new ArrayList<>(List.of("--report-dir=" + report));
    all.addAll(List.of(arguments.split(" ")));
    assertThat(update(all.toArray(String[]::new))).isEqualTo(code);

    assertThat(report.toFile().list())
        .containsExactlyInAnyOrder(
            "report.json",
            "report.html",
            "description.txt",
            "artifact.properties",
            "artifact-input.properties");
    assertThat(report("artifact.properties"))
        .contains("CHARTBOT_OUTCOME=failed\n", "GERRIT_URL=\n", "GERRIT_BRANCH=\n");
    assertThat(report("report.json")).contains("\"exitCode\": " + code, "\"targets\": []", why);
    assertThat(schema().validate(report("report.json"), InputFormat.JSON)).isEmpty();
    assertThat(report("report.html")).contains("failed").contains(why.substring(0, 6));
  }

  @Test
  void noReportIsWrittenThroughALink() throws Exception {
    Path report = Files.createDirectory(folder.resolve("report"));
    Path theirs = Files.writeString(folder.resolve("theirs"), "theirs");
    for (String name : List.of("report.json", "report.json.part", "artifact.properties")) {
      Files.createSymbolicLink(report.resolve(name), theirs);
    }

    update("--report-dir", report.toString(), "--target=one", "init:1.0.0-2");

    assertThat(theirs).hasContent("theirs");
    assertThat(report.resolve("report.json")).isRegularFile(); // and no link:
    assertThat(Files.isSymbolicLink(report.resolve("report.json"))).isFalse();
  }

  @Test
  void thePageIsSelfContainedAndEscaped() throws Exception {
    update("--report-dir", folder.resolve("report").toString(), "init:1.0.0-2");

    String page = report("report.html");
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("<a href=\"https://gerrit.example.com/c/charts/one/+/12\">Change 12, patch set 3")
        .contains("<del class=\"t\">-    tag: &lt;1.0.0-<b>1</b>&gt;</del>")
        .contains("<ins class=\"t\">+    tag: &lt;1.0.0-<b>2</b>&gt;</ins>")
        .contains("prefers-color-scheme: dark", "name=\"viewport\"")
        .contains("<a href=\"#target-two\">two</a>: <span class=\"unchanged\">unchanged</span>")
        .contains("<summary>values.yaml <span class=\"count\">+1 -1</span></summary>")
        .doesNotContain("<script", "src=", "@import", "url(", "<link");
    assertThat(page.indexOf("Change 12")).isLessThan(page.indexOf("In the chart"));
  }

  @Test
  void thePageShowsNewFilesPartialProofsAndFailedTargets() throws Exception {
    String added =
        """
        diff --git a/templates/job.yaml b/templates/job.yaml
        new file mode 100644
        --- /dev/null
        +++ b/templates/job.yaml
        @@ -0,0 +1,2 @@
        +a: 1
        +b: 2
        """;
    parts.answers.put(
        "one",
        (target, request) ->
            new UpdateResult(
                target,
                Outcome.PREVIEWED,
                List.of(),
                Optional.empty(),
                "m",
                added,
                "",
                Verified.PARTIAL,
                Map.of(),
                List.of()));
    parts.answers.put(
        "two",
        (target, request) -> {
          throw new VerificationException("Helm says no", null);
        });

    update("--report-dir", folder.resolve("report").toString(), "init:1.0.0-2");

    assertThat(report("report.html"))
        .contains("templates/job.yaml <span class=\"state\">new file</span>", "+2 -0</span>")
        .contains("<span class=\"proof partial\">verified: partial, not all of the chart")
        .contains("<a href=\"#target-two\">two</a>: <span class=\"failed\">failed</span>");
  }

  @Test
  void aReportThatCannotBeWrittenIsSaid() throws Exception {
    Files.writeString(folder.resolve("report"), "in the way");

    int code = update("--report-dir", folder.resolve("report").toString(), "init:1.0.0-2");

    assertThat(code).isEqualTo(5);
    assertThat(err.toString(UTF_8)).contains("error: the report cannot be written to");
  }

  @Test
  void refreshShowsEachChangeOfEachTarget() {
    parts.refreshes.put("one", List.of(new Image("init", "1.0.0-2")));

    int code = run("refresh");

    assertThat(code).isZero();
    assertThat(out.toString(UTF_8))
        .startsWith("one (charts/one, master)\n" + DIFF + "\npushed: Update init to 1.0.0-2\n")
        .contains("two (charts/two, release)\nno open changes\n")
        .endsWith("two     unchanged  -\n");
  }

  @Test
  void refreshSaysWhichBuildMadeTheCommit() {
    parts.environment.put("BUILD_URL", "https://ci.example.com/job/7/");
    parts.refreshes.put("one", List.of(new Image("init", "1.0.0-2")));

    assertThat(run("refresh")).isZero();
    assertThat(parts.targets.get(0).commit().footers())
        .containsEntry("Build-Url", "https://ci.example.com/job/7/");
  }

  @Test
  void refreshShowsWhatBecameOfEveryChangeAndTheWorstDecides() throws Exception {
    parts.refreshes.put(
        "one",
        List.of(
            new Image("first", "1.0.0-2"),
            new Image("second", "1.0.0-2"),
            new Image("third", "1.0.0-2")));
    parts.refreshes.put("two", List.of(new Image("init", "1.0.0-2")));
    parts.answers.put(
        "one",
        (target, request) -> {
          if (request.text().startsWith("first")) {
            throw EnvironmentException.permanent("Gerrit says no", null, null);
          }
          if (request.text().startsWith("second")) {
            throw new VerificationException("Helm says no", null);
          }
          return pushed(target);
        });

    assertThat(run("refresh", "--dry-run", "--report-dir", folder.resolve("report").toString()))
        .isEqualTo(4);
    assertThat(err.toString(UTF_8))
        .containsSubsequence(
            "- refreshing first:1.0.0-2\n",
            "error: Gerrit says no",
            "- refreshing second:1.0.0-2\n",
            "error: Helm says no",
            "- refreshing third:1.0.0-2\n");
    assertThat(out.toString(UTF_8))
        .contains("pushed: Update init to 1.0.0-2\n", "two (charts/two, release)\nunchanged\n");
    assertThat(report("report.json"))
        .contains("Gerrit says no", "Helm says no", "\"pushed\"", "\"unchanged\"");
    // The one that has a change speaks for the target.
    assertThat(report("artifact-one.properties")).contains("CHARTBOT_OUTCOME=pushed\n");
  }

  @Test
  void aRefreshWithoutOpenChangesLeavesNoOlderRunsReport() throws Exception {
    Files.createDirectories(folder.resolve("report"));
    Files.writeString(
        folder.resolve("report/artifact.properties"), "GERRIT_URL=https://old.example.com/\n");

    assertThat(run("refresh", "--target=two", "--report-dir", folder.resolve("report").toString()))
        .isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("no open changes\n");
    assertThat(report("artifact.properties"))
        .isEqualTo(
            """
            GERRIT_URL=
            GERRIT_CHANGE_NUMBER=
            GERRIT_PATCHSET_NUMBER=
            GERRIT_REFSPEC=
            GERRIT_BRANCH=release
            CHARTBOT_OUTCOME=unchanged
            CHARTBOT_REVIEW=
            CHARTBOT_RETRY=false
            """);
    assertThat(schema().validate(report("report.json"), InputFormat.JSON)).isEmpty();
    assertThat(report("report.html")).contains("no open changes");
  }

  @Test
  void whatIsKeptForTheNextRunIsWhereTheOptionSaysElseInTheUsersCache() {
    update("--target=one", "init:1.0.0-2");
    assertThat(parts.connection.orElseThrow().cache()).contains(parts.cache());

    update("--target=one", "--cache-dir=there", "init:1.0.0-2");
    assertThat(parts.connection.orElseThrow().cache()).contains(Path.of("there"));

    update("--target=one", "--no-cache", "init:1.0.0-2");
    assertThat(parts.connection.orElseThrow().cache()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--branch=release", "--cache-dir=cache", "--no-cache"})
  void whatASandboxHasNoUseForIsRefused(String option) {
    assertThat(update("--sandbox", "--target=one", option, "init:1.0.0-2")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .startsWith("error: --sandbox has a branch of its own and no cache: leave out --");
  }

  @Test
  void aSandboxTakesTheRulesOfOneTarget() {
    assertThat(update("--sandbox", "init:1.0.0-2")).isEqualTo(3);
    assertThat(err.toString(UTF_8))
        .contains("which one's rules hold for --sandbox?", "give --target with one of one, two");
  }

  private int update(String... more) {
    return run("update", more);
  }

  private String report(String name) throws IOException {
    return Files.readString(folder.resolve("report").resolve(name));
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(
            UpdateTest.class.getResourceAsStream("/chartbot/report.schema.json"))) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
    }
  }

  private static UpdateResult pushed(Target target) {
    String message = "Update init to 1.0.0-2\n\nChange-Id: I" + "0".repeat(40) + "\n";
    return new UpdateResult(
        target,
        Outcome.PUSHED,
        List.of(new ImageChange("init", Optional.of("1.0.0-1"), "1.0.0-2")),
        Optional.of(
            new ProposedChange(12, 3, "I" + "0".repeat(40), URL, "refs/changes/12/12/3", message)),
        message,
        DIFF,
        DIFF.replace("values", "job"),
        Verified.FULL,
        Map.of(),
        List.of("a note"));
  }

  private static UpdateResult result(Target target, Outcome outcome) {
    return new UpdateResult(
        target,
        outcome,
        List.of(),
        Optional.empty(),
        "",
        "",
        "",
        Verified.NONE,
        Map.of(),
        List.of());
  }
}
