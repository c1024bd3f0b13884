package chartbot.cli;

import chartbot.error.PrintableText;
import chartbot.lifecycle.ProposedChange;
import chartbot.update.Outcome;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The properties that downstream jobs read. All names are always there, so that a job which injects
 * them never keeps an older run's value.
 */
final class ArtifactProperties {

  private ArtifactProperties() {}

  /** Of several updates the first that pushed speaks for the run, else the first with a change. */
  static String of(List<TargetResult> ended) {
    TargetResult main = Collections.min(ended, Comparator.comparingInt(ArtifactProperties::rank));
    Optional<ProposedChange> change = main.change();
    StringBuilder text = new StringBuilder();
    line(text, "GERRIT_URL", text(change, ProposedChange::url));
    line(text, "GERRIT_CHANGE_NUMBER", text(change, c -> Integer.toString(c.number())));
    line(text, "GERRIT_PATCHSET_NUMBER", text(change, c -> Integer.toString(c.patchSet())));
    line(text, "GERRIT_REFSPEC", text(change, ProposedChange::refspec));
    line(text, "GERRIT_BRANCH", main.target().branch());
    line(text, "CHARTBOT_OUTCOME", main.outcome());
    line(text, "CHARTBOT_REVIEW", main.review().map(end -> end.kind().text()).orElse(""));
    return text.toString();
  }

  private static int rank(TargetResult ended) {
    if (ended.change().isEmpty()) {
      return 2;
    }
    return ended.outcome().equals(Outcome.PUSHED.text()) ? 0 : 1;
  }

  private static String text(
      Optional<ProposedChange> change, Function<ProposedChange, String> property) {
    return change.map(property).orElse("");
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(escaped(PrintableText.line(value))).append('\n');
  }

  /** As {@code Properties.load} reads it, and no more, so that a shell may read it too. */
  private static String escaped(String value) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        escaped.append("\\\\");
      } else if (c == ' ' && escaped.length() == 0) {
        escaped.append("\\ ");
      } else if (c < ' ' || c > '~') {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
