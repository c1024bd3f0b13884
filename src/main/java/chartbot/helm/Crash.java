package chartbot.helm;

import java.util.List;

/** What a process printed that ended in the middle of its work. */
final class Crash {

  private static final int MOST_CHARACTERS = 300;

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
    String line =
        messages
            .lines()
            .map(Crash::printable)
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("it printed nothing");
    return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "..." : line;
  }

  /** The text without control characters and what changes the direction of writing. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]", "");
  }
}
