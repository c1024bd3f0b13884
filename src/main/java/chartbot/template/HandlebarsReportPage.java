package chartbot.template;

import chartbot.chart.ImageChange;
import chartbot.error.PrintableText;
import chartbot.image.Provenance;
import chartbot.lifecycle.ProposedChange;
import chartbot.lifecycle.ReviewState;
import chartbot.lifecycle.Vote;
import chartbot.report.ReportPage;
import chartbot.report.TargetReport;
import chartbot.review.ReviewEnd;
import chartbot.update.UpdateResult;
import chartbot.update.Verified;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the report page with Handlebars; unlike charts and messages, HTML is escaped. */
public final class HandlebarsReportPage implements ReportPage {

  @Override
  public String html(List<TargetReport> targets, String finished, String failure) {
    List<Map<String, Object>> models = targets.stream().map(HandlebarsReportPage::target).toList();
    return HandlebarsRendering.html(
        BuiltIn.reportPage(),
        Map.of(
            "targets", models,
            "several", models.size() > 1,
            "title", title(targets),
            "finished", finished,
            "failure", failure));
  }

  private static String title(List<TargetReport> targets) {
    if (targets.isEmpty()) {
      return "failed";
    }
    if (targets.size() > 1) {
      return targets.size() + " targets";
    }
    TargetReport only = targets.get(0);
    return only.result().flatMap(r -> r.message().lines().findFirst()).orElse(only.target().name());
  }

  private static Map<String, Object> target(TargetReport report) {
    Map<String, Object> model = new HashMap<>();
    model.put("name", report.target().name());
    model.put("project", report.target().project());
    model.put("branch", report.target().branch());
    model.put("outcome", report.outcome());
    model.put("outcomeText", report.outcome().replace('-', ' '));
    model.put("failure", report.failure());
    Optional<UpdateResult> result = report.result();
    model.put(
        "change",
        result.flatMap(UpdateResult::change).map(HandlebarsReportPage::change).orElse(Map.of()));
    model.put(
        "images",
        result.stream()
            .flatMap(r -> r.images().stream().map(i -> image(i, r.provenance(i.name()))))
            .toList());
    model.put("review", report.review().map(HandlebarsReportPage::review).orElse(Map.of()));
    model.put("notes", result.map(UpdateResult::notes).orElse(List.of()));
    model.put("message", result.map(UpdateResult::message).orElse(""));
    Verified verified = result.map(UpdateResult::verified).orElse(Verified.NONE);
    model.put("verified", verified.text());
    model.put("partial", verified == Verified.PARTIAL);
    model.put(
        "diff", UnifiedDiff.files(PrintableText.text(result.map(UpdateResult::diff).orElse(""))));
    model.put(
        "rendered",
        UnifiedDiff.files(PrintableText.text(result.map(UpdateResult::renderedDiff).orElse(""))));
    return model;
  }

  private static Map<String, Object> change(ProposedChange change) {
    return Map.of(
        "number", Integer.toString(change.number()),
        "patchSet", Integer.toString(change.patchSet()),
        "url", change.url(),
        "refspec", change.refspec());
  }

  private static Map<String, Object> review(ReviewEnd end) {
    String state = end.failure().isPresent() ? "failed" : end.kind().text();
    List<Vote> votes = end.last().map(ReviewState::votes).orElse(List.of());
    return Map.of(
        "state", state,
        "text", end.kind().text().replace('-', ' '),
        "reason", end.reason(),
        "votes", votes.stream().map(Vote::toString).toList());
  }

  private static Map<String, Object> image(ImageChange image, Provenance provenance) {
    return Map.of(
        "name", image.name(),
        "from", image.from().orElse(""),
        "to", image.to(),
        "commits", provenance.range().orElse(""),
        "link", provenance.link().orElse(""),
        "build", provenance.to().url().orElse(""),
        "changes", provenance.changes());
  }
}
