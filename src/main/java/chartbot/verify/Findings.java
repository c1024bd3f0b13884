package chartbot.verify;

import chartbot.error.VerificationException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gathers what a judgement finds: what refuses the result, and what people should know. */
final class Findings {

  private final List<String> texts = new ArrayList<>();
  private final Set<String> hints = new LinkedHashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private boolean complete = true;

  /** Something for which the result is refused. */
  void refuse(String text, Optional<String> hint) {
    if (!texts.contains(text)) {
      texts.add(text);
    }
    hint.ifPresent(hints::add);
  }

  /** Something that people should know. */
  void note(String text) {
    notes.add(text);
  }

  /** Something that could not be judged. */
  void leaveOut(String text) {
    notes.add(text);
    complete = false;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /** Whether everything was judged. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Ends the judgement.
   *
   * @throws VerificationException when something was refused
   */
  void conclude() throws VerificationException {
    if (texts.isEmpty()) {
      return;
    }
    String text =
        texts.size() == 1
            ? texts.get(0)
            : texts.size() + " problems:\n  " + String.join("\n  ", texts);
    throw new VerificationException(text, hints.isEmpty() ? null : String.join("\n", hints));
  }
}
