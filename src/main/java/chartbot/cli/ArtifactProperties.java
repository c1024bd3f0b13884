package chartbot.cli;

import chartbot.error.PrintableText;
import chartbot.lifecycle.ProposedChange;
import chartbot.update.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The properties that downstream jobs read. All names are always there, so that a job which injects
 * them never keeps an older run's value.
 */
final class ArtifactProperties {

  static final String OUTCOME = "CHARTBOT_OUTCOME";

  private ArtifactProperties() {}

  /**
   * Of several updates the first that pushed speaks for the run, else the first with a change;
   * without any the run failed before it tried one.
   */
  static String of(List<TargetResult> ended, boolean mayRetry) {
    Optional<TargetResult> main =
        ended.stream().min(Comparator.comparingInt(ArtifactProperties::rank));
    Optional<ProposedChange> change = main.flatMap(TargetResult::change);
    StringBuilder text = new StringBuilder();
    line(text, "GERRIT_URL", text(change, ProposedChange::url));
    line(text, "GERRIT_CHANGE_NUMBER", text(change, c -> Integer.toString(c.number())));
    line(text, "GERRIT_PATCHSET_NUMBER", text(change, c -> Integer.toString(c.patchSet())));
    line(text, "GERRIT_REFSPEC", text(change, ProposedChange::refspec));
    line(text, "GERRIT_BRANCH", main.map(each -> each.target().branch()).orElse(""));
    line(text, OUTCOME, main.map(TargetResult::outcome).orElse("failed"));
    line(
        text,
        "CHARTBOT_REVIEW",
        main.flatMap(TargetResult::review).map(end -> end.kind().text()).orElse(""));
    line(text, "CHARTBOT_RETRY", Boolean.toString(mayRetry));
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
