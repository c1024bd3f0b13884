package chartbot.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import chartbot.chart.ChartFiles;
import chartbot.chart.ImageTemplates;
import chartbot.error.EnvironmentException;
import chartbot.error.UncheckedEnvironmentException;
import chartbot.target.VerifyRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * As much of a chart as Helm needs to render some of its templates, in a temporary folder that is
 * gone after closing: no subcharts, and hooks as ordinary manifests, since Helm prints no hooks.
 */
final class ChartCopy implements AutoCloseable {

  // As long as the original, so that the columns in Helm's messages stay right.
  private static final Pattern HOOK = Pattern.compile("helm\\.sh/hook(?![-\\w])");
  private static final String HIDDEN_HOOK = "helm.sh/ho0k";
  private static final String PARTIAL = "_chartbot_defines_";
  private static final Pattern DEPENDENCIES = Pattern.compile("[\"']?dependencies[\"']?[ \t]*:.*");
  private static final Pattern LINE = Pattern.compile("(?<text>.*)(?:\\R|\\z)");

  private final Path folder;
  private final ChartFiles chart;
  private final List<String> valuesFiles;
  private final ImageTemplates templates;
  private final List<Path> values = new ArrayList<>();
  private final Set<String> definitions = new HashSet<>();
  private boolean isFramed;
  // For a run that is interrupted meanwhile.
  private final Thread whenTheProcessEnds = new Thread(this::deleteWhatIsThere);

  private ChartCopy(Path folder, ChartFiles chart, List<String> valuesFiles) {
    this.folder = folder;
    this.chart = chart;
    this.valuesFiles = valuesFiles;
    this.templates = new ImageTemplates(chart);
  }

  /**
   * An empty folder, until something is rendered.
   *
   * @param valuesFiles files of the chart that Helm is to lay over values.yaml
   */
  static ChartCopy of(ChartFiles chart, List<String> valuesFiles) {
    try {
      // Created for the owner only.
      Path folder = Files.createTempDirectory("chartbot-");
      ChartCopy copy = new ChartCopy(folder, chart, valuesFiles);
      Runtime.getRuntime().addShutdownHook(copy.whenTheProcessEnds);
      return copy;
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private void writeFrame() {
    if (isFramed) {
      return;
    }
    isFramed = true;
    try {
      Files.createDirectories(folder.resolve(ChartFiles.TEMPLATES));
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    chart
        .read("Chart.yaml")
        .ifPresent(
            bytes ->
                write("Chart.yaml", withoutDependencies(new String(bytes, UTF_8)).getBytes(UTF_8)));
    copy("values.yaml");
    copy("values.schema.json");
    chart.paths(ChartFiles.TEMPLATES).stream().filter(ChartCopy::isShared).forEach(this::copy);
    for (String file : valuesFiles) {
      if (!file.equals("values.yaml")) {
        // Numbered, so that no path leads out of the folder.
        String name = "extra-" + values.size() + ".yaml";
        values(file).ifPresent(bytes -> write(name, hideHooks(bytes)));
        values.add(folder.resolve(name));
      }
    }
  }

  private Optional<byte[]> values(String file) {
    if (!VerifyRules.isOutsideTheChart(file)) {
      return chart.read(file);
    }
    try {
      return Optional.of(Files.readAllBytes(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedEnvironmentException(
          EnvironmentException.lasting(
              "the values file " + file + " cannot be read: " + e.getMessage(),
              "look at verify.values-files",
              e));
    }
  }

  /** Renders those templates and no others, with the hooks' names restored. */
  Rendering render(Renderer helm, List<String> templates) {
    writeFrame();
    templates.forEach(this::copy);
    try {
      return render(helm);
    } finally {
      templates.stream().filter(path -> !isShared(path)).forEach(this::remove);
    }
  }

  /** Renders one template with another text than the chart has. */
  Rendering render(Renderer helm, String template, String text) {
    writeFrame();
    write(template, hideHooks(text.getBytes(UTF_8)));
    try {
      return render(helm);
    } finally {
      remove(template);
    }
  }

  private Rendering render(Renderer helm) {
    Rendering rendering = helm.render(folder, values);
    while (rendering.refusal().flatMap(this::missing).filter(this::copyDefinition).isPresent()) {
      rendering = helm.render(folder, values);
    }
    return new Rendering(
        restored(rendering.manifests()), rendering.refusal().map(ChartCopy::restored));
  }

  private Optional<String> missing(String refusal) {
    return Refusal.of(refusal).missingTemplate();
  }

  /**
   * Copies what another template defines besides what it prints: under the name of a partial, so
   * that Helm does not print it.
   *
   * @return false where nothing defines it, or its copy has not helped
   */
  private boolean copyDefinition(String name) {
    Optional<String> file = templates.defining(name).filter(path -> !isShared(path));
    if (file.isEmpty() || !definitions.add(file.get())) {
      return false;
    }
    String path = file.get();
    int at = path.lastIndexOf('/') + 1;
    String partial = path.substring(0, at) + PARTIAL + path.substring(at);
    chart.read(path).ifPresent(bytes -> write(partial, hideHooks(bytes)));
    return true;
  }

  /** Whether a template is there whatever is rendered, for what it defines. */
  private static boolean isShared(String path) {
    return path.endsWith(".tpl") || ImageTemplates.isPartial(path);
  }

  private static String restored(String text) {
    return text.replace(HIDDEN_HOOK, "helm.sh/hook").replace(PARTIAL, "");
  }

  /** Cuts the top-level key and all that is its value: what is indented, a list, a comment. */
  static String withoutDependencies(String chartYaml) {
    StringBuilder kept = new StringBuilder();
    boolean inside = false;
    Matcher line = LINE.matcher(chartYaml);
    while (line.find() && line.start() < chartYaml.length()) {
      String text = line.group("text");
      boolean key = !text.isEmpty() && " \t-#]}".indexOf(text.charAt(0)) < 0;
      inside = key ? DEPENDENCIES.matcher(text).matches() : inside;
      if (!inside) {
        kept.append(line.group());
      }
    }
    return kept.toString();
  }

  private static byte[] hideHooks(byte[] file) {
    String text = new String(file, ISO_8859_1); // a character for each byte, whatever it means
    if (!text.contains("helm.sh/hook")) {
      return file; // values are long, and have none
    }
    return HOOK.matcher(text).replaceAll(HIDDEN_HOOK).getBytes(ISO_8859_1);
  }

  private void copy(String path) {
    chart.read(path).ifPresent(bytes -> write(path, hideHooks(bytes)));
  }

  private void write(String path, byte[] bytes) {
    try {
      Path file = folder.resolve(path).normalize();
      if (!file.startsWith(folder)) {
        throw new IOException("a path that leads out of the chart: " + path);
      }
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private void remove(String path) {
    try {
      Files.deleteIfExists(folder.resolve(path));
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private static UncheckedEnvironmentException cannotWrite(IOException e) {
    return new UncheckedEnvironmentException(
        EnvironmentException.lasting(
            "cannot write the chart to a temporary folder: " + e.getMessage(),
            "look at the space and the permissions of " + System.getProperty("java.io.tmpdir"),
            e));
  }

  @Override
  public void close() {
    try {
      delete();
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    try {
      Runtime.getRuntime().removeShutdownHook(whenTheProcessEnds);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook runs or has run.
      return;
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void deleteWhatIsThere() {
    try {
      delete();
    } catch (IOException | UncheckedIOException e) {
      // Deleted by close() at the same moment.
      return;
    }
  }
}
