package chartbot.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of a Job template that chartbot writes. */
public final class GeneratedTemplate {

  private GeneratedTemplate() {}

  /** The mark that says so, and the content. */
  public static String of(String fingerprint, String content) {
    return GeneratedMark.mark(fingerprint, content);
  }

  /** Whether a template's text is chartbot's own, be it edited since. */
  public static boolean is(String text) {
    return GeneratedMark.of(text.replace("\r\n", "\n")).isPresent();
  }

  /**
   * The same while the condition that it is wrapped in holds, line by line as long; empty where it
   * is wrapped in none.
   */
  public static Optional<String> withConditionOn(String text) {
    List<String> lines = text.lines().toList();
    boolean wrapped =
        is(text)
            && lines.size() > 1
            && lines.get(1).startsWith("{{")
            && lines.get(1).matches("\\{\\{-? if .*}}");
    if (!wrapped) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.concat(
                Stream.of(lines.get(0), "{{- if true }}"), lines.subList(2, lines.size()).stream())
            .collect(Collectors.joining("\n", "", "\n")));
  }
}
