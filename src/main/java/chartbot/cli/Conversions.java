package chartbot.cli;

import static java.util.stream.Collectors.joining;

import chartbot.chart.EditRequest.IfMissing;
import chartbot.review.WaitRules.Goal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How the words of the command line become values; each says what it takes instead. */
final class Conversions {

  /** What a person may ask for; what holds without is not one of them. */
  private static final IfMissing[] IF_MISSING = {IfMissing.ADD, IfMissing.SKIP, IfMissing.FAIL};

  private Conversions() {}

  static void register(CommandLine line) {
    line.registerConverter(Path.class, Conversions::path)
        .registerConverter(Duration.class, Conversions::duration)
        .registerConverter(IfMissing.class, word -> choice(IF_MISSING, word))
        .registerConverter(Goal.class, word -> choice(Goal.values(), word));
  }

  /** An empty path would be the current directory, which nobody means who leaves it empty. */
  private static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("it is empty");
    }
    return Path.of(text);
  }

  private static Duration duration(String text) {
    try {
      Duration time = Duration.parse("PT" + text);
      if (!time.isNegative() && !time.isZero()) {
        return time;
      }
    } catch (DateTimeParseException e) {
      // refused below
    }
    throw new TypeConversionException("'" + text + "' is not a duration such as 90s, 45m or 1h30m");
  }

  private static <E extends Enum<E>> E choice(E[] choices, String word) {
    for (E choice : choices) {
      if (choice.toString().equals(word)) {
        return choice;
      }
    }
    String all = Stream.of(choices).map(Enum::toString).collect(joining(", "));
    int last = all.lastIndexOf(", ");
    throw new TypeConversionException(
        "'%s' is not %s or %s".formatted(word, all.substring(0, last), all.substring(last + 2)));
  }
}
