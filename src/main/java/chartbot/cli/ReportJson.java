package chartbot.cli;

import chartbot.chart.ImageChange;
import chartbot.lifecycle.ProposedChange;
import chartbot.lifecycle.ReviewState;
import chartbot.lifecycle.Vote;
import chartbot.report.TargetReport;
import chartbot.review.ReviewEnd;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/** {@code report.json}, as {@code report.schema.json} in the jar describes it. */
final class ReportJson {

  private ReportJson() {}

  /**
   * The whole report.
   *
   * @param failure what stopped the run before any target was tried; empty where nothing did
   */
  static String of(List<TargetReport> targets, String finished, int exitCode, String failure) {
    JsonObject report = new JsonObject();
    report.addProperty("format", 1);
    report.addProperty("finished", finished);
    report.addProperty("exitCode", exitCode);
    if (!failure.isEmpty()) {
      report.addProperty("failure", failure);
    }
    JsonArray list = new JsonArray();
    targets.forEach(t -> list.add(target(t)));
    report.add("targets", list);
    return Json.pretty(report) + "\n";
  }

  private static JsonObject target(TargetReport report) {
    Optional<UpdateResult> result = report.result();
    JsonObject json = new JsonObject();
    json.addProperty("name", report.target().name());
    json.addProperty("project", report.target().project());
    json.addProperty("branch", report.target().branch());
    json.addProperty("chart", report.target().chart());
    json.addProperty("outcome", report.outcome());
    json.add("failure", report.failure().isEmpty() ? JsonNull.INSTANCE : text(report.failure()));
    JsonArray images = new JsonArray();
    result.map(UpdateResult::images).orElse(List.of()).forEach(i -> images.add(image(i)));
    json.add("images", images);
    json.add(
        "change",
        result.flatMap(UpdateResult::change).map(ReportJson::change).orElse(JsonNull.INSTANCE));
    json.add("review", report.review().map(ReportJson::review).orElse(JsonNull.INSTANCE));
    json.addProperty("verified", result.map(UpdateResult::verified).orElse(Verified.NONE).text());
    json.addProperty("message", result.map(UpdateResult::message).orElse(""));
    json.addProperty("diff", result.map(UpdateResult::diff).orElse(""));
    json.addProperty("renderedDiff", result.map(UpdateResult::renderedDiff).orElse(""));
    JsonArray notes = new JsonArray();
    result.map(UpdateResult::notes).orElse(List.of()).forEach(notes::add);
    json.add("notes", notes);
    return json;
  }

  private static JsonElement text(String text) {
    return new com.google.gson.JsonPrimitive(text);
  }

  private static JsonObject image(ImageChange image) {
    JsonObject json = new JsonObject();
    json.addProperty("name", image.name());
    json.add("from", image.from().map(ReportJson::text).orElse(JsonNull.INSTANCE));
    json.addProperty("to", image.to());
    return json;
  }

  private static JsonElement change(ProposedChange change) {
    JsonObject json = new JsonObject();
    json.addProperty("number", change.number());
    json.addProperty("patchSet", change.patchSet());
    json.addProperty("changeId", change.changeId());
    json.addProperty("url", change.url());
    json.addProperty("refspec", change.refspec());
    json.addProperty("subject", change.subject());
    return json;
  }

  private static JsonElement review(ReviewEnd end) {
    JsonObject json = new JsonObject();
    json.addProperty("end", end.kind().text());
    json.addProperty("reason", end.reason());
    JsonArray votes = new JsonArray();
    end.last().map(ReviewState::votes).orElse(List.of()).forEach(v -> votes.add(vote(v)));
    json.add("votes", votes);
    JsonArray unmet = new JsonArray();
    end.last().map(ReviewState::unmet).orElse(List.of()).forEach(unmet::add);
    json.add("unmet", unmet);
    return json;
  }

  private static JsonObject vote(Vote vote) {
    JsonObject json = new JsonObject();
    json.addProperty("label", vote.label());
    json.addProperty("value", vote.value());
    json.addProperty("by", vote.by());
    return json;
  }
}
