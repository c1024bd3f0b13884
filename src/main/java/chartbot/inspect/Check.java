package chartbot.inspect;

import chartbot.error.ChartbotException;
import java.util.Optional;

/**
 * One thing that was looked at to see whether updates can work.
 *
 * @param subject what was looked at, e.g. {@code branch}
 * @param verdict how it is
 * @param found what was found, for a person
 * @param hint what to do about it; empty where nothing needs to be done
 * @param failure who must act; present where it failed
 */
public record Check(
    String subject,
    Verdict verdict,
    String found,
    String hint,
    Optional<ChartbotException> failure) {

  /** How a check came out. */
  public enum Verdict {
    OK,
    WARNING,
    FAILED
  }

  public static Check ok(String subject, String found) {
    return new Check(subject, Verdict.OK, found, "", Optional.empty());
  }

  public static Check warning(String subject, String found, String hint) {
    return new Check(subject, Verdict.WARNING, found, hint, Optional.empty());
  }

  public static Check failed(String subject, ChartbotException failure) {
    return new Check(
        subject,
        Verdict.FAILED,
        failure.message(),
        failure.hint().orElse(""),
        Optional.of(failure));
  }
}
