package chartbot.helm;

import chartbot.error.PrintableText;
import java.util.List;

/** What a process printed that ended in the middle of its work. */
final class Crash {

  /** What Go, the JVM and the C library say when the system gives them no more memory. */
  private static final List<String> NO_MEMORY =
      List.of(
          "cannot allocate memory",
          "out of memory",
          "OutOfMemoryError",
          "insufficient memory",
          "Resource temporarily unavailable",
          "unable to create native thread");

  private Crash() {}

  static boolean isForMemory(String messages) {
    return NO_MEMORY.stream().anyMatch(messages::contains);
  }

  /** The first line that says something, fit for a terminal. */
  static String firstLine(String messages) {
    return PrintableText.line(
        messages.lines().filter(text -> !text.isBlank()).findFirst().orElse(""));
  }
}
