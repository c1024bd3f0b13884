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

  /** What changes, and behind it the summary: on a terminal the last lines are what is seen. */
  void print(UpdateResult result, String diff, boolean withRendered) {
    boolean previewed = result.outcome() == Outcome.PREVIEWED;
    if (previewed || result.outcome() == Outcome.PUSHED) {
      section("", diff);
      if (withRendered) {
        section("What changes in the rendered manifests:\n", result.renderedDiff());
      }
      if (previewed) {
        console.result("The commit message would be:\n" + result.message().indent(4));
      }
    }
    headline(result);
    result.change().ifPresent(change -> console.result("  " + link(change) + ": " + change.url()));
    if (previewed || result.outcome() == Outcome.PUSHED) {
      console.result("  verified: " + result.verified().text());
    }
    result.images().forEach(image -> image(image, result.provenance(image.name())));
    result.notes().forEach(note -> console.result("  note: " + note));
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
      console.diff(title + diff + "\n");
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
          each.change().map(ProposedChange::url).orElse(""));
    }
    console.result("");
    table.lines().forEach(console::result);
  }

  private static String outcome(TargetResult ended) {
    String review = ended.review().map(end -> ", " + end.kind().text()).orElse("");
    return (ended.outcome() + review).replace('-', ' ');
  }
}
