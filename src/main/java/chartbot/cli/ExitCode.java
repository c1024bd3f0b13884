package chartbot.cli;

import chartbot.error.ChartbotException;
import chartbot.error.EnvironmentException;
import chartbot.error.ReviewException;
import chartbot.error.UncheckedChartbotException;
import chartbot.error.UserException;
import chartbot.error.VerificationException;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;

/** What the process ends with: who must act. */
public enum ExitCode {
  OK(0),
  BUG(1),
  USAGE(2),
  USER(3),
  VERIFICATION(4),
  ENVIRONMENT(5),
  REVIEW(6);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  static ExitCode of(int number) {
    return Stream.of(values()).filter(code -> code.number == number).findFirst().orElse(BUG);
  }

  static ExitCode of(Throwable failure) {
    if (failure instanceof ChartbotException expected) {
      return of(expected);
    }
    if (failure instanceof UncheckedChartbotException unchecked) {
      return of(unchecked.failure());
    }
    // A file or stream that fails behind a method that may not say so.
    return failure instanceof java.io.UncheckedIOException ? ENVIRONMENT : BUG;
  }

  private static ExitCode of(ChartbotException failure) {
    if (failure instanceof UserException) {
      return USER;
    }
    if (failure instanceof VerificationException) {
      return VERIFICATION;
    }
    if (failure instanceof EnvironmentException) {
      return ENVIRONMENT;
    }
    if (failure instanceof ReviewException) {
      return REVIEW;
    }
    throw new IllegalStateException("unknown kind of failure", failure);
  }

  /** The worst of several: the lowest that is not 0, since the codes rank from bug to review. */
  static ExitCode worst(Collection<ExitCode> codes) {
    return codes.stream()
        .filter(c -> c != OK)
        .min(Comparator.comparingInt(ExitCode::number))
        .orElse(OK);
  }
}
