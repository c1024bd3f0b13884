package chartbot.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.ChartEdit;
import chartbot.chart.ChartEditor;
import chartbot.chart.ChartFiles;
import chartbot.chart.EditRequest;
import chartbot.chart.EditRequest.IfMissing;
import chartbot.chart.FileEdit;
import chartbot.error.ReviewException;
import chartbot.error.UserException;
import chartbot.git.GitTextDiff;
import chartbot.lifecycle.PatchSet;
import chartbot.lifecycle.ProposedChange;
import chartbot.lifecycle.ReviewState;
import chartbot.lifecycle.TestTarget;
import chartbot.lifecycle.Vote;
import chartbot.report.TargetReport;
import chartbot.review.ReviewEnd;
import chartbot.sandbox.SampleChart;
import chartbot.target.Identity;
import chartbot.target.Target;
import chartbot.template.HandlebarsJobTemplates;
import chartbot.template.HandlebarsReportPage;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The page of a run that has all in it that a page can have: a bump and an addition as chartbot
 * edits them, a review that ended badly, a target that failed, and texts that mean harm.
 */
final class SampleReport {

  /** Would run and change the title, were it not shown as the text that it is. */
  static final String HARM = "<img src=x onerror=\"document.title='harmed'\">";

  private static final String PROJECT = "OSS/charts/eric-enm-infra-integration";
  private static final String SUBJECT = "Update 2 images";
  private static final String MESSAGE =
      SUBJECT
          + """


          - eric-enm-models-ap: 1.22.0-7 -> 1.23.0-1
          - eric-enm-models-custom-service: added at 1.2.3-4

          Issue-ID: ENM-4711 <script>document.title = 'harmed'</script>
          Model-Image: eric-enm-models-ap:1.23.0-1
          Model-Image: eric-enm-models-custom-service:1.2.3-4
          Change-Id: I0123456789abcdef0123456789abcdef01234567
          """;
  private static final Target MASTER = TestTarget.of(PROJECT, "master");

  private SampleReport() {}

  static String page() throws UserException {
    return new HandlebarsReportPage().html(List.of(pushed(), failed()), "2026-11-22 10:11 UTC", "");
  }

  private static TargetReport pushed() throws UserException {
    ChartEdit edit = edit();
    UpdateResult result =
        new UpdateResult(
            MASTER,
            Outcome.PUSHED,
            edit.images(),
            Optional.of(
                new ProposedChange(
                    4711,
                    2,
                    "I0123456789abcdef0123456789abcdef01234567",
                    "https://gerrit.example.com/c/" + PROJECT + "/+/4711",
                    "refs/changes/11/4711/2",
                    MESSAGE)),
            MESSAGE,
            new GitTextDiff().unified(edit.files()),
            rendered(),
            Verified.FULL,
            Map.of(),
            List.of("the template was kept, since a person edited it: " + HARM));
    return new TargetReport(MASTER, "pushed", "", Optional.of(result), Optional.of(vetoed()));
  }

  private static TargetReport failed() {
    Target target =
        TestTarget.of(PROJECT, "release-24.1-with-a-branch-name-that-does-not-end-soon");
    String failure =
        "values.yaml:105:12: tag is an alias of &common, changing it would change other data\n"
            + "write the tag out where it is used: "
            + HARM;
    return new TargetReport(
        new Target(
            "release",
            target.project(),
            target.branch(),
            target.chart(),
            target.images(),
            target.jobs(),
            target.review(),
            target.commit(),
            target.verify()),
        "failed",
        failure,
        Optional.empty(),
        Optional.empty());
  }

  private static ReviewEnd vetoed() {
    ReviewException failure =
        new ReviewException("change 4711 got Code-Review-2 by Alice <alice@example.com>", null);
    PatchSet.Stamp stamp =
        new PatchSet.Stamp(
            new Identity("chartbot", "chartbot@example.com"), Instant.EPOCH, ZoneOffset.UTC);
    ReviewState last =
        new ReviewState(
            ReviewState.Status.OPEN,
            "master",
            new PatchSet(
                2,
                "0".repeat(40),
                "refs/changes/11/4711/2",
                List.of("1".repeat(40)),
                7,
                MESSAGE,
                stamp,
                stamp),
            List.of(
                new Vote("Verified", 1, "CI", false), new Vote("Code-Review", -2, "Alice", true)),
            List.of("Code-Review"),
            false,
            false,
            "");
    return new ReviewEnd(
        ReviewEnd.Kind.NEGATIVE_VOTE, failure.message(), Optional.of(last), Optional.of(failure));
  }

  /** What the bot makes of its sample chart, whose comment beside the tag means harm. */
  private static ChartEdit edit() throws UserException {
    return new ChartEditor(new HandlebarsJobTemplates())
        .edit(
            new ChartFiles() {
              @Override
              public Optional<byte[]> read(String path) {
                return Optional.ofNullable(SampleChart.files().get(path))
                    .map(SampleReport::harmful);
              }

              @Override
              public List<String> paths(String folder) {
                return SampleChart.files().keySet().stream()
                    .filter(path -> path.startsWith(folder))
                    .toList();
              }
            },
            new EditRequest(
                List.of(
                    MASTER.images().parse("eric-enm-models-ap:1.23.0-1"),
                    MASTER.images().parse("eric-enm-models-custom-service:1.2.3-4")),
                MASTER.images(),
                MASTER.jobs(),
                IfMissing.ADD,
                true,
                false));
  }

  private static byte[] harmful(byte[] file) {
    String tag = "tag: \"1.22.0-7\"";
    return new String(file, UTF_8).replace(tag, tag + " # " + HARM).getBytes(UTF_8);
  }

  private static String rendered() {
    String before =
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: eric-enm-models-ap-job
        spec:
          template:
            spec:
              containers:
                - name: eric-enm-models-ap
                  image: registry.example.com/proj-enm/eric-enm-models-ap:1.22.0-7
        """;
    return new GitTextDiff()
        .unified(
            List.of(
                new FileEdit(
                    "templates/eric-enm-models-ap.yaml",
                    Optional.of(before.getBytes(UTF_8)),
                    before.replace("1.22.0-7", "1.23.0-1").getBytes(UTF_8))));
  }
}
