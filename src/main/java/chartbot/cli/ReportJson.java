package chartbot.cli;

import chartbot.chart.ImageChange;
import chartbot.image.Provenance;
import chartbot.lifecycle.ProposedChange;
import chartbot.lifecycle.ReviewState;
import chartbot.report.TargetReport;
import chartbot.review.ReviewEnd;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** {@code report.json}, as {@code report.schema.json} in the jar describes it. */
record ReportJson(
    int format, String finished, int exitCode, String failure, List<TargetJson> targets) {

  private record TargetJson(
      String name,
      String project,
      String branch,
      String chart,
      String outcome,
      Optional<String> failure,
      List<ImageJson> images,
      Optional<ChangeJson> change,
      Optional<ReviewJson> review,
      String verified,
      String message,
      String diff,
      String renderedDiff,
      List<String> notes) {

    static TargetJson of(TargetReport report) {
      Optional<UpdateResult> result = report.result();
      return new TargetJson(
          report.target().name(),
          report.target().project(),
          report.target().branch(),
          report.target().chart(),
          report.outcome(),
          Optional.of(report.failure()).filter(text -> !text.isEmpty()),
          result.map(TargetJson::images).orElse(List.of()),
          result.flatMap(UpdateResult::change).map(ChangeJson::of),
          report.review().map(ReviewJson::of),
          result.map(UpdateResult::verified).orElse(Verified.NONE).text(),
          result.map(UpdateResult::message).orElse(""),
          result.map(UpdateResult::diff).orElse(""),
          result.map(UpdateResult::renderedDiff).orElse(""),
          result.map(UpdateResult::notes).orElse(List.of()));
    }

    private static List<ImageJson> images(UpdateResult result) {
      return result.images().stream()
          .map(image -> ImageJson.of(image, result.provenance(image.name())))
          .toList();
    }
  }

  private record ImageJson(
      String name,
      Optional<String> from,
      String to,
      Optional<String> commits,
      Optional<String> link,
      Optional<String> build,
      List<String> changes) {

    static ImageJson of(ImageChange image, Provenance provenance) {
      return new ImageJson(
          image.name(),
          image.from(),
          image.to(),
          provenance.range(),
          provenance.link(),
          provenance.to().url(),
          provenance.changes());
    }
  }

  private record ChangeJson(
      int number, int patchSet, String changeId, String url, String refspec, String subject) {

    static ChangeJson of(ProposedChange change) {
      return new ChangeJson(
          change.number(),
          change.patchSet(),
          change.changeId(),
          change.url(),
          change.refspec(),
          change.subject());
    }
  }

  private record ReviewJson(String end, String reason, List<VoteJson> votes, List<String> unmet) {

    static ReviewJson of(ReviewEnd end) {
      return new ReviewJson(
          end.kind().text(),
          end.reason(),
          end.last().map(ReviewState::votes).orElse(List.of()).stream()
              .map(vote -> new VoteJson(vote.label(), vote.value(), vote.by()))
              .toList(),
          end.last().map(ReviewState::unmet).orElse(List.of()));
    }
  }

  private record VoteJson(String label, int value, String by) {}

  /**
   * The whole report.
   *
   * @param failure what stopped the run before any target was tried; empty where nothing did
   */
  static String of(List<TargetReport> targets, String finished, int exitCode, String failure) {
    List<TargetJson> all = targets.stream().map(TargetJson::of).toList();
    JsonObject report =
        Json.GSON.toJsonTree(new ReportJson(1, finished, exitCode, failure, all)).getAsJsonObject();
    if (failure.isEmpty()) {
      report.remove("failure");
    }
    return Json.pretty(report) + "\n";
  }
}
