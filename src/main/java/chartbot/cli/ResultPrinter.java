package chartbot.cli;

import chartbot.chart.ImageChange;
import chartbot.image.Provenance;
import chartbot.lifecycle.ProposedChange;
import chartbot.target.Target;
import chartbot.update.Outcome;
import chartbot.update.UpdateResult;
import java.util.List;

/** Prints how updates ended. */
record ResultPrinter(Console console) {

  void heading(Target target) {
    console.headline(target.name() + " (" + target.project() + ", " + target.branch() + ")", "");
  }

  void print(UpdateResult result, boolean withRendered) {
    headline(result);
    result.change().ifPresent(change -> console.result("  " + link(change) + ": " + change.url()));
    result.images().forEach(image -> image(image, result.provenance(image.name())));
    result.notes().forEach(note -> console.result("  note: " + note));
    boolean shown = result.outcome() == Outcome.PUSHED || result.outcome() == Outcome.PREVIEWED;
    if (shown) {
      section("", result.diff());
      if (withRendered) {
        section("What changes in the rendered manifests:", result.renderedDiff());
      }
    }
    if (result.outcome() == Outcome.PREVIEWED) {
      console.result(
          "\nThe commit message would be:\n" + result.message().indent(4).stripTrailing());
    }
  }

  private void image(ImageChange image, Provenance provenance) {
    console.result("  " + ResultText.of(image));
    if (!provenance.text().isEmpty()) {
      console.result("    " + provenance.text());
    }
    provenance.changes().forEach(change -> console.result("    * " + change));
  }

  private void headline(UpdateResult result) {
    String subject = result.message().lines().findFirst().orElse("");
    console.headline(
        result.outcome().text().replace('-', ' '), subject.isEmpty() ? "" : ": " + subject);
  }

  private static String link(ProposedChange change) {
    return "change " + change.number() + ", patch set " + change.patchSet();
  }

  private void section(String title, String diff) {
    if (!diff.isEmpty()) {
      console.result(title.isEmpty() ? "" : "\n" + title);
      console.diff(diff);
    }
  }

  /** One line a target. */
  void summary(List<TargetResult> ended) {
    Table table = new Table().row("TARGET", "OUTCOME", "CHANGE", "");
    for (TargetResult each : ended) {
      table.row(
          each.target().name(),
          outcome(each),
          each.change().map(c -> c.number() + "/" + c.patchSet()).orElse("-"),
          each.change()
              .map(ProposedChange::url)
              .orElse(each.failure().lines().findFirst().orElse("")));
    }
    console.result("");
    table.lines().forEach(console::result);
  }

  private static String outcome(TargetResult ended) {
    String review = ended.review().map(end -> ", " + end.kind().text()).orElse("");
    return (ended.outcome() + review).replace('-', ' ');
  }
}
