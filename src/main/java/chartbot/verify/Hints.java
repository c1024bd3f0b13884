package chartbot.verify;

import chartbot.chart.ChartFiles;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about a chart that Helm refuses, where the chart and the configuration show more. */
final class Hints {

  private static final Pattern DEFINE =
      Pattern.compile("(?:define|block)\\s{1,9}\"([^\"\\n]{1,200})\"");

  private Hints() {}

  /**
   * @param written paths of the templates that the update writes: settings shape those
   */
  static Optional<String> of(Refusal refusal, ChartFiles chart, List<String> written) {
    boolean ours = written.stream().anyMatch(refusal.text()::contains);
    Optional<String> block =
        ours
            ? refusal
                .block()
                .map(b -> "or leave the block " + b + " out of the Job with job.blocks")
            : Optional.empty();
    Optional<String> hint =
        refusal.missingTemplate().flatMap(name -> helpers(name, chart)).or(refusal::hint);
    return block.isEmpty()
        ? hint
        : Optional.of(hint.map(text -> text + ", " + block.get()).orElse(block.get()));
  }

  /** The prefix under which the chart defines a named template of that ending. */
  private static Optional<String> helpers(String missing, ChartFiles chart) {
    String suffix = missing.substring(Math.max(0, missing.lastIndexOf('.')));
    TreeSet<String> names = new TreeSet<>();
    chart
        .readAll("")
        .forEach(
            (path, bytes) -> {
              if (path.contains(ChartFiles.TEMPLATES)) {
                Matcher define = DEFINE.matcher(new String(bytes, StandardCharsets.UTF_8));
                while (define.find()) {
                  names.add(define.group(1));
                }
              }
            });
    return names.stream()
        .filter(name -> name.endsWith(suffix))
        // The chart's own prefix is the one that most of its helpers have.
        .max(Comparator.comparingLong(name -> sharing(names, prefix(name, suffix))))
        .map(
            name ->
                "this chart defines \"" + name + "\": set job.helpers to " + prefix(name, suffix));
  }

  private static String prefix(String name, String suffix) {
    return name.substring(0, name.length() - suffix.length());
  }

  private static long sharing(Set<String> names, String prefix) {
    return names.stream().filter(name -> name.startsWith(prefix + ".")).count();
  }
}
