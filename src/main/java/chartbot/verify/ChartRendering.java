package chartbot.verify;

import chartbot.chart.ChartFiles;
import chartbot.chart.ChartPart;
import chartbot.chart.EditedChart;
import chartbot.chart.HelmActions;
import chartbot.error.EnvironmentException;
import chartbot.error.VerificationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A chart, rendered as far as the dependencies that its repository holds allow.
 *
 * @param refusal why Helm does not render it
 * @param objects what it prints; none where it is refused
 * @param manifests the same as text
 * @param absent the dependencies that were left out
 * @param stubs named templates that an absent dependency defines, and that were taken as empty
 * @param isPart whether only the update's own templates were rendered
 */
record ChartRendering(
    Optional<Refusal> refusal,
    RenderedObjects objects,
    String manifests,
    List<String> absent,
    Set<String> stubs,
    List<String> notes,
    boolean isPart) {

  private static final int MOST_STUBS = 50;
  private static final String STUB_FILE = ChartFiles.TEMPLATES + "_chartbot-absent.tpl";

  /**
   * Renders a chart.
   *
   * @param own paths of the templates that the update is about; only they are rendered where a
   *     dependency is absent and the whole chart needs it
   */
  static ChartRendering of(ChartFiles chart, Set<String> own, Helm helm, RenderOptions options)
      throws VerificationException, EnvironmentException {
    ChartRendering whole = stubbed(chart, helm, options, false);
    if (whole.refusal().isEmpty() || whole.absent().isEmpty() || own.isEmpty()) {
      return whole;
    }
    ChartRendering part =
        stubbed(
            new ChartPart(
                chart,
                path ->
                    !path.startsWith(ChartFiles.TEMPLATES)
                        || HelmActions.isPartial(path)
                        || own.contains(path)),
            helm,
            options,
            true);
    return part.refusal().isEmpty() ? part : whole;
  }

  private static ChartRendering stubbed(
      ChartFiles chart, Helm helm, RenderOptions options, boolean isPart)
      throws VerificationException, EnvironmentException {
    Set<String> stubs = new TreeSet<>();
    while (true) {
      RenderedChart rendered = helm.render(withStubs(chart, stubs), options);
      Optional<Refusal> refusal = rendered.refusal().map(Refusal::of);
      Optional<String> missing = refusal.flatMap(Refusal::missingTemplate);
      boolean again =
          missing.isPresent()
              && !rendered.absentDependencies().isEmpty()
              && stubs.size() < MOST_STUBS
              && stubs.add(missing.get());
      if (!again) {
        return new ChartRendering(
            refusal,
            RenderedObjects.in(refusal.isPresent() ? "" : rendered.manifests()),
            refusal.isPresent() ? "" : rendered.manifests(),
            rendered.absentDependencies(),
            stubs,
            rendered.notes(),
            isPart);
      }
    }
  }

  private static ChartFiles withStubs(ChartFiles chart, Set<String> stubs) {
    if (stubs.isEmpty()) {
      return chart;
    }
    StringBuilder text = new StringBuilder();
    stubs.forEach(
        name ->
            text.append("{{ define \"")
                .append(name.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\" }}{{ end }}\n"));
    return new EditedChart(
        chart, Map.of(STUB_FILE, text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  /** The dependencies that were left out, for people. */
  String absentInWords() {
    return (absent.size() == 1 ? "the dependency " : "the dependencies ")
        + String.join(", ", absent)
        + ", which the repository does not hold";
  }

  void noteWhatIsAbsent(Findings findings) {
    if (!absent.isEmpty()) {
      String taken =
          stubs.isEmpty()
              ? ""
              : "; the named templates " + String.join(", ", stubs) + " were taken as empty";
      findings.note(
          (isPart
                  ? "only this update's own templates were rendered, without "
                  : "rendered without ")
              + absentInWords()
              + taken);
    }
  }
}
