package chartbot.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables in Markdown and the chart. */
final class BenchReport {

  private final Measurements all;
  private final List<JavaHome> javas;

  BenchReport(Measurements all, List<JavaHome> javas) {
    this.all = all;
    this.javas = javas;
  }

  /** What the machine has to do, for a minute and for five, where it says so. */
  static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file)
        ? Files.readString(file).replaceAll("^(\\S+ \\S+).*\\s*", "$1")
        : "unknown";
  }

  void write(Path folder, String conditions) throws IOException {
    String tables = tables(conditions);
    Files.writeString(folder.resolve("processes.md"), tables);
    Files.writeString(folder.resolve("processes.svg"), bars());
    System.out.println(tables);
  }

  private String tables(String conditions) {
    StringBuilder text = new StringBuilder("# chartbot against a script and native Git\n\n");
    text.append(conditions).append(". Medians of whole processes.\n");
    for (JavaHome java : javas) {
      text.append("\n| Java ").append(java.version());
      text.append(" | at most | measured | |\n|---|---|---|---|\n");
      for (Goal goal : Goal.of(all, java.version())) {
        text.append(
            format(
                "| %s | %.2f | %.2f | %s |%n",
                goal.what(), goal.most(), goal.measured(), goal.isMet() ? "met" : "missed"));
      }
    }
    text.append(
        "\n| chart | contender | wall s: median (min to max) | CPU s | peak MiB | requests"
            + " | KiB received | against script | against floor |\n"
            + "|---|---|---|---|---|---|---|---|---|\n");
    all.figures()
        .forEach(
            (chart, contenders) ->
                contenders.forEach(
                    (contender, figures) -> text.append(row(chart, contender, figures))));
    return text.toString();
  }

  private String row(String chart, String contender, List<Figure> figures) {
    Optional<Wire> wire = all.wire(chart, contender);
    return format(
        "| %s | %s | %.2f (%.2f to %.2f) | %.2f | %.0f | %s | %s | %s | %s |%n",
        chart,
        contender,
        all.median(chart, contender, Figure::wall),
        figures.stream().mapToDouble(Figure::wall).min().orElseThrow(),
        figures.stream().mapToDouble(Figure::wall).max().orElseThrow(),
        all.median(chart, contender, Figure::cpu),
        all.median(chart, contender, Figure::mib),
        wire.map(seen -> Long.toString(seen.requests())).orElse(""),
        wire.map(seen -> Long.toString(seen.received() / 1024)).orElse(""),
        ratio(chart, contender, Names.SCRIPT),
        ratio(chart, contender, Names.FLOOR));
  }

  private String ratio(String chart, String contender, String other) {
    return all.figures().get(chart).containsKey(other)
        ? format(
            "%.2f",
            all.median(chart, contender, Figure::wall) / all.median(chart, other, Figure::wall))
        : "";
  }

  private String bars() {
    StringBuilder bars = new StringBuilder();
    int y = 20;
    for (Map.Entry<String, Map<String, List<Figure>>> chart : all.figures().entrySet()) {
      for (String contender : chart.getValue().keySet()) {
        double wall = all.median(chart.getKey(), contender, Figure::wall);
        bars.append(
            format(
                "<text x='430' y='%d' text-anchor='end'>%s: %s</text>"
                    + "<rect x='440' y='%d' width='%.0f' height='12' fill='%s'/>"
                    + "<text x='%.0f' y='%d'>%.2f s</text>%n",
                y + 10,
                chart.getKey(),
                contender,
                y,
                wall * 200,
                contender.startsWith("Java") ? "#27c" : "#999",
                445 + wall * 200,
                y + 10,
                wall));
        y += 18;
      }
    }
    return "<svg xmlns='http://www.w3.org/2000/svg' width='1200' height='%d'".formatted(y + 20)
        + " font-family='sans-serif' font-size='11'>\n"
        + bars
        + "</svg>\n";
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
